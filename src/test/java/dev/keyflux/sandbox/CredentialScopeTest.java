package dev.keyflux.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CredentialScopeTest {

    @Test
    void signed_isReadWhole() {
        assertThat(CredentialScope.of(signed("AKID/20260101/eu-north-1/lightsail/aws4_request"), AwsProtocol.JSON))
                .isEqualTo(new CredentialScope("AKID", "eu-north-1"));
    }

    @Test
    void signed_withoutBlanks_isReadWhole() {
        var headers = headers(
                "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/sts/aws4_request,SignedHeaders=host,Signature=0=");

        assertThat(CredentialScope.of(headers, AwsProtocol.QUERY)).isEqualTo(new CredentialScope("AKID", "us-east-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "AKID/20260101/eu-north-1/lightsail, IncompleteSignatureException, exactly 5 slash-delimited elements",
        "AKID/20260101/eu-north-1/a/lightsail/aws4_request, IncompleteSignatureException, exactly 5",
        "AKID/20260101//lightsail/aws4_request, IncompleteSignatureException, no region",
        "/20260101/eu-north-1/lightsail/aws4_request, IncompleteSignatureException, no key",
        "AKID/20260101/eu-north-1/ec2/aws4_request, InvalidSignatureException, correct service: 'lightsail'",
        "AKID/20260101/eu-north-1/lightsail/aws3_request, InvalidSignatureException, not 'aws3_request'",
    })
    void credential_malformed_isRefused(String credential, String type, String text) {
        var refused = refused(signed(credential), AwsProtocol.JSON);

        assertThat(refused.type()).isEqualTo(type);
        assertThat(refused.text()).contains(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Bearer abc | requires 'Signature' parameter",
                "AWS4-HMAC-SHA256 Credential=A, Signature=0 | requires 'SignedHeaders' parameter",
                "AWS4-HMAC-SHA256 Credential=, SignedHeaders=host, Signature=0 | requires 'Credential' parameter",
                "AWS4-HMAC-SHA256 Credential=A, host | 'host' not a valid key=value pair",
                "AWS4-HMAC-SHA256 | requires 'Credential' parameter",
            })
    void header_malformed_isIncomplete(String header, String text) {
        var refused = refused(headers(header), AwsProtocol.JSON);

        assertThat(refused.type()).isEqualTo("IncompleteSignatureException");
        assertThat(refused.text()).contains(text);
    }

    @Test
    void date_missing_isIncomplete() {
        var headers = signed("AKID/20260101/eu-north-1/lightsail/aws4_request").remove("X-Amz-Date");

        assertThat(refused(headers, AwsProtocol.JSON).text()).contains("either a 'X-Amz-Date' or a 'Date' header");
    }

    @Test
    void failure_overQueryProtocol_hasTheNameOfThatProtocol() {
        assertThat(refused(new DefaultHttpHeaders(), AwsProtocol.QUERY).type()).isEqualTo("MissingAuthenticationToken");
        assertThat(refused(new DefaultHttpHeaders(), AwsProtocol.JSON).type())
                .isEqualTo("MissingAuthenticationTokenException");
    }

    private static ServiceError refused(HttpHeaders headers, AwsProtocol protocol) {
        return catchThrowableOfType(ServiceError.class, () -> CredentialScope.of(headers, protocol));
    }

    private static HttpHeaders signed(String credential) {
        return headers("AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=host;x-amz-date, Signature=0");
    }

    private static HttpHeaders headers(String authorization) {
        return new DefaultHttpHeaders().set("Authorization", authorization).set("X-Amz-Date", "20260101T000000Z");
    }
}
