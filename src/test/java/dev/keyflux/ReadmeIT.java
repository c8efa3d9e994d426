package dev.keyflux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.sandbox.Sandbox;
import dev.keyflux.target.RegionSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the README shows is code that compiles, and does what it says. */
final class ReadmeIT {

    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\R(?<code>.*?)```", Pattern.DOTALL);

    private final Sandbox sandbox = Sandbox.start();
    private final Map<String, String> properties = Map.of(
            "aws.endpointUrlLightsail", sandbox.url().toString(),
            "aws.accessKeyId", "AKIDREADME",
            "aws.secretAccessKey", "any");

    @AfterEach
    void close() {
        properties.keySet().forEach(System::clearProperty);
        sandbox.close();
    }

    @Test
    void javaBlock_isTheExampleThatRuns() throws IOException {
        var readme = JAVA_BLOCK.matcher(Files.readString(Path.of("README.md")));
        assertThat(readme.find()).isTrue();

        assertThat(squeezed(Files.readString(Path.of("src/test/java/dev/keyflux/ReadmeExample.java"))))
                .contains(squeezed(readme.group("code")));
    }

    @Test
    void example_run_importsTheExampleKeys() {
        properties.forEach(System::setProperty);

        ReadmeExample.run();

        for (var region : RegionSelection.parse("us-east-1,eu-*")) {
            assertThat(sandbox.region(sandbox.accountId("AKIDREADME"), region).keyPairs())
                    .hasSize(12);
        }
    }

    /** Without blanks: how lines are broken is the formatter's business. */
    private static String squeezed(String code) {
        return code.replaceAll("\\s", "");
    }
}
