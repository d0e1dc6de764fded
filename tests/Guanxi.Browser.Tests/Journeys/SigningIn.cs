namespace Guanxi.Browser.Tests.Journeys;

public sealed class SigningIn(Chromium chromium, FirmWithPeople firm) : IClassFixture<FirmWithPeople>
{
    // What the product grants, and one more.
    private const int Tries = 11;

    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task A_stranger_is_asked_to_sign_in_and_then_gets_where_he_wanted(Look look)
    {
        await using var visit = await chromium.Visit(firm.Server, look);

        await visit.Go("/settings/firm");

        await Expect(visit.Heading("staff.sign_in.title")).ToBeVisibleAsync();
        await visit.LookOver();

        await visit.EnterSignIn(FirmWithPeople.Owner, "not the password");

        await Expect(visit.Alert("staff.sign_in.wrong")).ToBeVisibleAsync();
        await Expect(visit.Field("staff.field.user_name")).ToHaveValueAsync(FirmWithPeople.Owner);
        await visit.LookOver();

        await visit.EnterSignIn(FirmWithPeople.Owner, FirmWithPeople.Password);

        await Expect(visit.Page).ToHaveURLAsync(new Uri(firm.Server.Url, "/settings/firm").ToString());
        await visit.LookOver();

        await visit.SignOut();

        await visit.Go("/settings/firm");
        await Expect(visit.Page).ToHaveURLAsync(Visit.SignInPath());
    }

    [Theory, MemberData(nameof(Look.BothCrossed), MemberType = typeof(Look))]
    public async Task Who_guesses_is_locked_out_and_the_right_password_no_longer_helps(Look look)
    {
        var person = firm.Someone();
        await using var visit = await chromium.Visit(firm.Server, look);
        await visit.Go("/sign-in");

        for (var i = 0; i < Tries; i++) await visit.EnterSignIn(person, $"guess number {i}");

        await visit.ExpectAlertLike("staff.sign_in.locked");
        await visit.LookOver();
        await visit.EnterSignIn(person, FirmWithPeople.Password);
        await visit.ExpectAlertLike("staff.sign_in.locked");
        await Expect(visit.Page).ToHaveURLAsync(Visit.SignInPath());
    }
}
