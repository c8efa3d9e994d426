package dev.keyflux.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;

/** Others who read OpenSSH keys, each by code of its own. */
enum Oracle {
    SSH_KEYGEN {
        @Override
        List<Optional<String>> fingerprints(List<String> lines, Path folder) throws IOException {
            return shownBySshKeygen(lines, "sha256", folder);
        }
    },
    MINA {
        @Override
        List<Optional<String>> fingerprints(List<String> lines, Path folder) {
            return lines.stream().map(Oracle::byMina).toList();
        }
    },
    BOUNCY_CASTLE {
        @Override
        List<Optional<String>> fingerprints(List<String> lines, Path folder) {
            return lines.stream().map(Oracle::byBouncyCastle).toList();
        }
    };

    static {
        // MINA would leave the numbers to BouncyCastle, whose own opinion is asked for.
        SecurityUtils.setAPrioriDisabledProvider(SecurityUtils.BOUNCY_CASTLE, true);
    }

    private static final Pattern SHOWN = Pattern.compile("\\d+ (\\S+) .*\\bline(\\d+) \\(\\S+\\)");

    /** The fingerprint of each key that this one takes, in the form of {@link SshPublicKey#fingerprint()}. */
    abstract List<Optional<String>> fingerprints(List<String> lines, Path folder) throws IOException;

    /** Asks one process about all lines: it shows those it can read by their comments. */
    static List<Optional<String>> shownBySshKeygen(List<String> lines, String digest, Path folder) throws IOException {
        var numbered = new ArrayList<String>();
        for (var line : lines) {
            numbered.add(SampleKeys.type(line) + " " + SampleKeys.base64(line) + " line" + numbered.size());
        }
        var file = Files.write(folder.resolve("keys"), numbered);
        var process = new ProcessBuilder("ssh-keygen", "-l", "-E", digest, "-f", file.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var shown = new ArrayList<>(Collections.nCopies(lines.size(), Optional.<String>empty()));
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            out.lines()
                    .map(SHOWN::matcher)
                    .filter(Matcher::matches)
                    .forEach(key -> shown.set(Integer.parseInt(key.group(2)), Optional.of(key.group(1))));
        }
        return shown;
    }

    private static Optional<String> byMina(String line) {
        try {
            var key = PublicKeyEntry.parsePublicKeyEntry(line)
                    .resolvePublicKey(null, Collections.emptyMap(), PublicKeyEntryResolver.FAILING);
            return Optional.ofNullable(KeyUtils.getFingerPrint(key));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> byBouncyCastle(String line) {
        try {
            var key = OpenSSHPublicKeyUtil.parsePublicKey(Base64.getDecoder().decode(SampleKeys.base64(line)));
            var blob = OpenSSHPublicKeyUtil.encodePublicKey(key);
            // It takes a security key's for a plain key, and any ecdsa-... for the curve that follows.
            return new WireReader(blob).text("type").equals(SampleKeys.type(line))
                    ? Optional.of(Fingerprints.sha256(blob))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
