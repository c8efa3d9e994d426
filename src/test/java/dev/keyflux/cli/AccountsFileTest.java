package dev.keyflux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyflux.target.Account;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountsFileTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/keyflux";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("accounts.csv"), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alias,role_arn,external_id\nprod," + ROLE + ",\n",
                "alias,role_arn\r\nprod," + ROLE + "\r\n",
                "alias,role_arn,\nprod," + ROLE + ",\n",
                "role_arn,alias\n\n\"" + ROLE + "\", prod \n",
                "\ufeffalias,role_arn\nprod," + ROLE
            })
    void read_oneAccount_inAnyCsv(String text) throws IOException {
        assertThat(AccountsFile.read(file(text))).containsExactly(Account.assuming("prod", ROLE));
    }

    @Test
    void read_externalId_isTaken() throws IOException {
        assertThat(AccountsFile.read(file("alias,role_arn,external_id\nprod," + ROLE + ",x-1\n")))
                .containsExactly(new Account("prod", ROLE, "x-1"));
    }

    @Test
    void read_externalIdLeftOutOfARow_isNone() throws IOException {
        assertThat(AccountsFile.read(file("alias,role_arn,external_id\nprod," + ROLE + "\n")))
                .containsExactly(Account.assuming("prod", ROLE));
    }

    @Test
    void read_missingColumn_namesLineAndColumns() throws IOException {
        var file = file("alias\nprod\n");

        assertThatThrownBy(() -> AccountsFile.read(file))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--accounts %s:2: no role_arn; the columns are alias,role_arn,external_id, named in the first"
                                + " line",
                        file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"externalId", "External_ID", " external_id", "region"})
    void read_columnThatIsNotKnown_isNotPassedOver(String column) throws IOException {
        var file = file("alias,role_arn," + column + "\nprod," + ROLE + ",x-1\n");

        assertThatThrownBy(() -> AccountsFile.read(file))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--accounts %s: unknown column '%s'; the columns are alias,role_arn,external_id, named in the"
                                + " first line",
                        file, column);
    }

    @Test
    void read_malformedRole_namesTheLine() throws IOException {
        var file = file("alias,role_arn\nprod," + ROLE + "\ntest,nonsense\n");

        assertThatThrownBy(() -> AccountsFile.read(file))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--accounts %s:3: account 'test': 'nonsense' is no role ARN", file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alias,role_arn\n"})
    void read_noAccount_saysSo(String text) throws IOException {
        var file = file(text);

        assertThatThrownBy(() -> AccountsFile.read(file))
                .isInstanceOf(UsageException.class)
                .hasMessage("--accounts %s: holds no account", file);
    }

    @Test
    void read_binaryFile_isRefused() throws IOException {
        var file = folder.resolve("accounts.csv");
        Files.write(file, new byte[] {(byte) 0xff, 0, 1, (byte) 0xfe, '"', '\n'});

        assertThatThrownBy(() -> AccountsFile.read(file)).isInstanceOf(UsageException.class);
    }

    @Test
    void read_folder_isRefused() {
        assertThatThrownBy(() -> AccountsFile.read(folder))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--accounts %s: ", folder);
    }

    @Test
    void read_latin1_isRefusedWithWhatToDo() throws IOException {
        var file = folder.resolve("accounts.csv");
        Files.write(file, ("alias,role_arn\npr\u00f6d," + ROLE + "\n").getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> AccountsFile.read(file))
                .isInstanceOf(UsageException.class)
                .hasMessage("--accounts %s: not UTF-8: save it as UTF-8", file);
    }
}
