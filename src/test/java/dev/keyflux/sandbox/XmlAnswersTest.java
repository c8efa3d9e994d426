package dev.keyflux.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class XmlAnswersTest {

    @Test
    void ok_nested_isWrapped() {
        assertThat(XmlAnswers.ok("Ask", Map.of("User", Map.of("Arn", "a")), "id-1")
                        .body())
                .isEqualTo(
                        "<AskResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AskResult><User><Arn>a</Arn>"
                                + "</User></AskResult><ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></AskResponse>\n");
    }

    @Test
    void error_quotingAnything_staysXml() {
        var error = new ServiceError(400, "Odd", null, "<&>\r\u0000\u001b\ud800\ufffe\ud83d\udd11");

        assertThat(XmlAnswers.error(error, "id-1").body())
                .contains("<Message>&lt;&amp;&gt;&#13;\ufffd\ufffd\ufffd\ufffd\ud83d\udd11</Message>");
    }
}
