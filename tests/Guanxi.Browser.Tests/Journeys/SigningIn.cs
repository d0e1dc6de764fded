namespace Guanxi.Browser.Tests.Journeys;

public sealed class SigningIn(Chromium chromium, EmptyServer empty) : IClassFixture<EmptyServer>
{
    [Theory, MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task A_stranger_is_asked_to_sign_in(Look look)
    {
        await using var visit = await chromium.Visit(empty.Server, look);

        await visit.Go("/");

        await Expect(visit.Page).ToHaveURLAsync(Visit.SignInPath());
        await Expect(visit.Heading("staff.sign_in.title")).ToBeVisibleAsync();
        await visit.LookOver();

        await visit.EnterSignIn("nobody", "not the password");

        await Expect(visit.Alert).ToHaveTextAsync(visit.Words["staff.sign_in.wrong"]);
        await visit.LookOver();
    }
}
