package dev.keyflux.key;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;

/** Turns the DER forms of public keys into SSH's, whose own strict checks they then go through. */
final class DerPublicKey {

    private DerPublicKey() {}

    /**
     * RFC 5280, section 4.1.2.7, with the algorithms of RFC 3279 (RSA), RFC 5480 (elliptic curves) and RFC 8410
     * (Ed25519).
     */
    static SshPublicKey ofSubjectPublicKeyInfo(byte[] der) {
        var outer = new DerReader(der);
        var info = outer.sequence("public key");
        outer.end("public key");
        var algorithm = info.sequence("algorithm");
        var key = info.bitString("key");
        info.end("public key");
        var id = AlgorithmId.of(algorithm.objectIdentifier("algorithm"))
                .orElseThrow(() -> unsupported("a key of a kind that Keyflux does not know"));
        return switch (id) {
            case RSA -> {
                algorithm.nothing("algorithm's parameters");
                algorithm.end("algorithm");
                yield ofPkcs1(key);
            }
            case ED25519 -> {
                algorithm.end("algorithm");
                yield key(KeyType.ED25519, blob(KeyType.ED25519).string(key));
            }
            case EC -> {
                var curve = curve(algorithm);
                algorithm.end("algorithm");
                if (curve.isCompressed(key)) {
                    throw toConvert("a compressed point of " + curve.wireName());
                }
                var type = curve.keyType();
                yield key(type, blob(type).string(curve.wireName()).string(key));
            }
            case DSA -> throw unsupported("a DSA key");
            case RSA_PSS -> throw unsupported("an RSA key that is good for PSS signatures only");
            case ED448 -> throw unsupported("an Ed448 key");
            case X25519, X448, DIFFIE_HELLMAN, DIFFIE_HELLMAN_PKCS3 ->
                throw unsupported("a key for agreeing on secrets (X25519, X448, DH), which cannot sign");
        };
    }

    /** Whether it begins as RSA numbers do. */
    static boolean isLikePkcs1(byte[] der) {
        var outer = new DerReader(der);
        return outer.isSequence() && outer.sequence("public key").isInteger();
    }

    /** Whether it begins as what names its algorithm does. */
    static boolean isLikeSubjectPublicKeyInfo(byte[] der) {
        var outer = new DerReader(der);
        return outer.isSequence() && outer.sequence("public key").isSequence();
    }

    /** RFC 8017, appendix A.1.1. */
    static SshPublicKey ofPkcs1(byte[] der) {
        var outer = new DerReader(der);
        var numbers = outer.sequence("RSA key");
        outer.end("RSA key");
        var modulus = positive(numbers.integer("RSA modulus"), "RSA modulus");
        var exponent = positive(numbers.integer("RSA exponent"), "RSA exponent");
        numbers.end("RSA key");
        return key(KeyType.RSA, blob(KeyType.RSA).number(exponent).number(modulus));
    }

    private static Curve curve(DerReader algorithm) {
        if (algorithm.isSequence()) {
            throw toConvert("a curve that is spelt out instead of named");
        }
        var oid = algorithm.objectIdentifier("curve's name");
        return Arrays.stream(Curve.values())
                .filter(curve -> Arrays.equals(SubjectPublicKeyInfo.oid(curve.oid()), oid))
                .findFirst()
                .orElseThrow(() -> unsupported("a key on a curve that SSH does not use"));
    }

    private static BigInteger positive(BigInteger number, String what) {
        if (number.signum() <= 0) {
            throw RefusedKeyException.malformed(
                    "the " + what + " is zero or negative: get the key from its owner again");
        }
        return number;
    }

    private static BlobWriter blob(KeyType type) {
        return new BlobWriter().string(type.wireName());
    }

    private static SshPublicKey key(KeyType type, BlobWriter blob) {
        return new KeyLine(type, Base64.getEncoder().encodeToString(blob.bytes()), "").key();
    }

    private static RefusedKeyException toConvert(String what) {
        return RefusedKeyException.malformed(what + ": convert the file with ssh-keygen -i -m PKCS8 -f FILE");
    }

    private static RefusedKeyException unsupported(String what) {
        return new RefusedKeyException(
                RejectionReason.UNSUPPORTED_TYPE,
                what + ", which SSH cannot use: make a new one with ssh-keygen -t ed25519");
    }
}
