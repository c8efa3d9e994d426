/**
 * A local Lightsail and STS over real HTTP on loopback, for trying Keyflux out and for tests, the users' own included.
 *
 * <p>Knows only {@code key}. Any AWS client can talk to it: accounts are told apart by access key and regions by the
 * credential scope of the request's signature. What goes wrong on the way is scripted in the language of {@link
 * dev.keyflux.sandbox.fault}: a call's course is decided when it arrives, and followed where its life is served.
 *
 * <p>The way of one call: {@code RequestDecoder} makes an {@code AwsRequest} of it, and {@code AwsEndpoint} leads it on.
 * {@code FaultInjector} looks which rules strike it ({@code Strike}) and draws up its {@code CallCourse}: delays, a refusal,
 * how its effect departs from the usual ({@code Twist}), what becomes of its reply. {@code LightsailService} or {@code
 * StsService} carries it out, on the {@code RegionShelf} of its account and region, and the {@code Reply} says what the
 * connection is to do.
 */
@NullMarked
package dev.keyflux.sandbox;

import org.jspecify.annotations.NullMarked;
