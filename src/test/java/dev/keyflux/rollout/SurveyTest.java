package dev.keyflux.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.aws.KeyPair;
import dev.keyflux.aws.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Paging: what comes of listings of all shapes. */
final class SurveyTest {

    private final World world = new World();

    @Test
    void pages_emptyOnesBetween_allRead() {
        pages(Map.of(
                "first", page(List.of("aa"), "t1"),
                "t1", page(List.of(), "t2"),
                "t2", page(List.of(), "t3"),
                "t3", page(List.of("bb"), null)));

        var results = world.run(List.of(World.key("aa"), World.key("bb")));

        assertThat(results).extracting(ImportResult::outcome).containsOnly(Outcome.ALREADY_PRESENT);
    }

    @Test
    void pages_leadBackInACircle_failedInsteadOfForever() {
        pages(Map.of("first", page(List.of("aa"), "t1"), "t1", page(List.of("bb"), "t1")));

        var result = world.run(World.key("aa"));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.error()).isNotNull().extracting("code").isEqualTo("UnreadableAnswer");
    }

    @Test
    void pages_thatNeverEndAndHoldNothingNew_failedInsteadOfForever() {
        var region = world.region("eu-west-1");
        for (int i = 0; i < 1_000; i++) {
            var token = "t" + i;
            region.onSurvey(honest -> Mono.just(page(List.of(), token)));
        }

        var result = world.run(World.key("aa"));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.error()).isNotNull().extracting("code").isEqualTo("UnreadableAnswer");
    }

    @Test
    void pages_thousands_doNotDeepenTheStack() {
        var region = world.region("eu-west-1");
        for (int i = 0; i < 5_000; i++) {
            var token = "t" + i;
            region.onSurvey(honest -> Mono.just(page(List.of("key-" + token), token)));
        }
        region.holding(World.key("aa"));

        assertThat(world.run(World.key("aa")).outcome()).isEqualTo(Outcome.ALREADY_PRESENT);
    }

    /** Scripts a listing: each page by the token that asks for it, in the order of following them. */
    private void pages(Map<String, Page<KeyPair>> byToken) {
        var region = world.region("eu-west-1");
        String token = "first";
        for (int i = 0; i < byToken.size() && token != null; i++) {
            var page = page(byToken, token);
            region.onSurvey(honest -> Mono.just(page));
            token = page.nextToken();
        }
    }

    private static Page<KeyPair> page(Map<String, Page<KeyPair>> byToken, String token) {
        var page = byToken.get(token);
        if (page == null) {
            throw new AssertionError("no page for token " + token);
        }
        return page;
    }

    private static Page<KeyPair> page(List<String> names, @Nullable String next) {
        return new Page<>(
                names.stream()
                        .map(name -> new KeyPair(name, FakeRegion.shown(World.key(name))))
                        .toList(),
                next);
    }
}
