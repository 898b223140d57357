import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/** One Elasticsearch node in this process; its settings are the arguments, each name=value. */
public final class PortalTestNode {
    public static void main(String[] arguments) throws Exception {
        Settings.Builder builder = Settings.builder();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            builder.put(parts[0], parts[1]);
        }
        Settings settings = builder.build();
        LogConfigurator.configureWithoutConfig(settings);
        LogConfigurator.setNodeName(settings.get("node.name"));
        Path config = Path.of(settings.get("path.home"), "config");
        Environment environment = new Environment(settings, config);
        // The last argument: plugins come from the class path, which modules would not allow.
        PluginsLoader plugins = PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir()), Set.of(), Map.of(), false);
        new Node(environment, plugins).start();
        // Whoever started this holds the other end; when they are gone, so is the node.
        while (System.in.read() != -1) { }
        Runtime.getRuntime().halt(0);
    }
}
