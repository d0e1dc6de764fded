using System.Net;
using Guanxi.Contact.Log;
using Guanxi.Data;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Contact;

[Trait("Row", "ENG-1")]
public sealed class QuickContactTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_contact_is_noted_for_the_day_and_time_that_were_typed_and_for_now_where_none_was()
    {
        var customer = await app.Given(SalesGiven.Customer());
        using var owner = await Visitor.SignedIn(app);
        var url = $"/customers/{customer.Id}/contacts/new";
        var typed = new Dictionary<string, string> { ["Entry.Channel"] = "Call", ["Entry.Direction"] = "ToCustomer", ["Entry.Purpose"] = "说过的话" };

        using var dated = await owner.Submit(url, "contact", new(typed) { ["When.On"] = "2026-03-02", ["When.Time"] = "１４：３０" });
        dated.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        // Half past two in Shanghai.
        (await app.Use(db => db.Set<ContactEntry>().SingleAsync(e => e.CustomerId == customer.Id))).ShouldSatisfyAllConditions(e => e.HappenedAt.ShouldBe(new DateTimeOffset(2026, 3, 2, 6, 30, 0, TimeSpan.Zero)), e => e.HappenedOn.ShouldBe(new DateOnly(2026, 3, 2)));

        using var wrong = await owner.Submit(url, "contact", new(typed) { ["When.On"] = "2026-03-02", ["When.Time"] = "halb drei" });
        (wrong.StatusCode, (await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("halb drei", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.OK, true), "what was typed is kept");
        using var ahead = await owner.Submit(url, "contact", new(typed) { ["When.On"] = "2126-03-02", ["When.Time"] = "10:00" });
        (await ahead.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("说过的话");
        (await app.Use(db => db.Set<ContactEntry>().CountAsync(e => e.CustomerId == customer.Id))).ShouldBe(1);

        var before = TimeProvider.System.GetUtcNow();
        using var now = await owner.Submit(url, "contact", typed);
        now.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.Use(db => db.Set<ContactEntry>().OrderByDescending(e => e.Id).FirstAsync(e => e.CustomerId == customer.Id))).HappenedAt.ShouldBeInRange(before.AddSeconds(-1), TimeProvider.System.GetUtcNow());
    }

    [Theory]
    [InlineData("Asia/Shanghai", null, "14:30", "2026-03-02T06:30Z")]
    [InlineData("Europe/London", "2026-07-01", "9:05", "2026-07-01T08:05Z")]
    [InlineData("America/New_York", "2026-02-28", "23:00:10", "2026-03-01T04:00:10Z")]
    public void What_is_typed_is_read_in_the_zone_of_whoever_typed(string zone, string? day, string time, string expected) =>
        new TypedMoment { On = day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Time = time }.Read(GuanxiApp.Someone() with { TimeZone = zone }, Now)
            .ShouldBe((DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), null));

    [Fact]
    public void A_day_without_a_time_and_an_hour_that_the_clocks_leave_out_are_asked_about()
    {
        var london = GuanxiApp.Someone() with { TimeZone = "Europe/London" };
        new TypedMoment { On = new(2026, 3, 1) }.Read(london, Now).ShouldBe((null, "contact.entry.time_missing"));
        new TypedMoment { On = new(2026, 3, 2) }.Read(london, Now).ShouldBe((null, null));
        new TypedMoment { On = new(2026, 3, 29), Time = "1:30" }.Read(london, Now).ShouldBe((null, "contact.entry.time_wrong"));
        new TypedMoment { Time = "25:00" }.Read(london, Now).ShouldBe((null, "contact.entry.time_wrong"));
    }
}
