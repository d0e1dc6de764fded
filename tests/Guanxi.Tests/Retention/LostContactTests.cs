using System.Globalization;
using Guanxi.Contact.Log;
using Guanxi.Retention.Warnings.Alerts;
using Guanxi.Retention.Warnings.Settings;
using Guanxi.Retention.Warnings.Signals;
using Guanxi.Tests.Value;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Retention;

[Trait("Row", "RET-1")]
public sealed class LostContactTests : IAsyncLifetime
{
    private readonly GradedFirm.StandingClock clock = new(new(WatchedFirm.Today.ToDateTime(new(4, 0)), TimeSpan.Zero));
    private readonly GuanxiApp app;
    private WatchedFirm firm = null!;

    public LostContactTests() => app = new(builder => builder.Services.AddSingleton<TimeProvider>(clock));

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        firm = await WatchedFirm.Of(app);
        await firm.Settings(s => s with { Small = true, MostNew = 10_000 });
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Whom_nobody_can_reach_warns_until_somebody_does()
    {
        await Log(ContactReach.Reached, 40);
        await Log(ContactReach.NumberDead, 5);
        await firm.Run();

        var alert = (await Alerts()).ShouldHaveSingleItem();
        alert.Figures.ShouldBe([WatchedFirm.Today.AddDays(-5).DayNumber, (int)LostContactKind.NumberDead]);
        var row = (await app.Run(new CustomerAlerts { CustomerId = firm.Customers[WatchedFirm.Pausing] })).Value.Single(r => r.Signal == Signal.ContactLost);
        row.Reason.ShouldContain(WatchedFirm.Today.AddDays(-5).ToString("d", CultureInfo.CurrentCulture));

        await Log(ContactReach.NoAnswer, 3);
        await firm.Run();
        (await Alerts()).ShouldHaveSingleItem().State.ShouldBe(AlertState.Open, "a call that nobody answered reaches nobody");

        await Log(ContactReach.Reached, 1);
        await firm.Run();
        (await Alerts()).ShouldHaveSingleItem().State.ShouldBe(AlertState.Over);

        await Log(ContactReach.Bounced, 0);
        await firm.Run();
        (await Alerts()).Count(a => a.State == AlertState.Open).ShouldBe(1, "lost once more");
        await firm.Buys(WatchedFirm.Pausing, daysLater: 2);
        clock.Now = clock.Now.AddDays(2);
        await firm.Run(daysLater: 2);
        (await Alerts()).ShouldAllBe(a => a.State == AlertState.Over, "who buys is no longer out of touch");
    }

    [Fact]
    public async Task The_worst_of_a_day_is_told_and_nothing_outside_the_days_that_are_set()
    {
        await Log(ContactReach.Bounced, 30);
        await Log(ContactReach.PersonLeft, 30);
        await firm.Settings(s => s with { LostContactDays = 30 });
        await firm.Run();
        (await Alerts()).ShouldBeEmpty();

        await firm.Settings(s => s with { LostContactDays = 31 });
        await firm.Run();
        (await Alerts()).ShouldHaveSingleItem().Figures[1].ShouldBe((int)LostContactKind.PersonLeft);

        await firm.Settings(s => s with { LostContactDays = 0 });
        await firm.Run();
        (await Alerts()).ShouldHaveSingleItem().State.ShouldBe(AlertState.Over);
    }

    [Fact]
    public async Task A_call_that_nobody_answered_is_no_sign_and_one_from_the_customer_reached_us()
    {
        await Log(ContactReach.NoAnswer, 2);
        await firm.Run();
        (await Alerts()).ShouldBeEmpty();

        (await app.Run(new LogContact { CustomerId = firm.Customers[WatchedFirm.Pausing], Direction = ContactDirection.FromCustomer, Reach = ContactReach.NumberDead })).Fields.ShouldContainKey("Reach");
    }

    private async Task Log(ContactReach reach, int daysAgo) =>
        _ = (await app.Run(new LogContact { CustomerId = firm.Customers[WatchedFirm.Pausing], Reach = reach, HappenedAt = new(WatchedFirm.Today.AddDays(-daysAgo).ToDateTime(new(4, 0)), TimeSpan.Zero) })).Value;

    private async Task<IReadOnlyList<Alert>> Alerts() => await firm.Alerts(WatchedFirm.Pausing, Signal.ContactLost);
}
