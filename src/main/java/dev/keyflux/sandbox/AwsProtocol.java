package dev.keyflux.sandbox;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpUtil;

/** The two protocols spoken here. They are told apart by the form: each belongs to one service. */
enum AwsProtocol {
    /** AWS JSON 1.1, spoken by Lightsail. */
    JSON("lightsail"),
    /** The query protocol (form in, XML out), spoken by STS. */
    QUERY("sts");

    private final String signingName;

    AwsProtocol(String signingName) {
        this.signingName = signingName;
    }

    /** The service's name in a credential scope. */
    String signingName() {
        return signingName;
    }

    static AwsProtocol of(FullHttpRequest request) {
        var type = HttpUtil.getMimeType(request);
        return HttpHeaderValues.APPLICATION_X_WWW_FORM_URLENCODED.contentEqualsIgnoreCase(type) ? QUERY : JSON;
    }

    /** An error in the words of this protocol. */
    Answer answer(ServiceError error, String requestId) {
        return this == QUERY ? XmlAnswers.error(error, requestId) : JsonAnswers.error(error, requestId);
    }
}
