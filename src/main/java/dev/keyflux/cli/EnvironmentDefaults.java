package dev.keyflux.cli;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Lets every option come from a variable: {@code --max-in-flight} from {@code KEYFLUX_MAX_IN_FLIGHT}. What is typed
 * wins; an empty variable counts as none.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {

    private final Map<String, String> environment;
    private final String[] arguments;

    /** For a command line of these arguments. */
    EnvironmentDefaults(Map<String, String> environment, String... arguments) {
        this.environment = environment;
        this.arguments = arguments.clone();
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        var value = environment.getOrDefault(variable(option), "");
        // Picocli would read that of a typed option all the same, and take a flag that is typed for its contrary.
        // Looked up
        // last, since there may be as many arguments as files in a folder.
        return value.isEmpty() || Failures.isTyped(option, arguments) ? null : value;
    }

    /** The name of the variable for this option. */
    static String variable(OptionSpec option) {
        var name = option.longestName();
        return "KEYFLUX_"
                + name.substring(name.lastIndexOf("--") + 2).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
