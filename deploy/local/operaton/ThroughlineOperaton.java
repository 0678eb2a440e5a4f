import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Nothing but the engine with its REST API: everything else is said by the application.yaml that it is started with. It scans
 * for no components: in the default package that would be every class there is.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class ThroughlineOperaton {
  public static void main(String[] arguments) {
    SpringApplication.run(ThroughlineOperaton.class, arguments);
  }
}
