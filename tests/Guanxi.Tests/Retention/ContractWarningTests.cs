using System.Globalization;
using Guanxi.Retention.Bonds;
using Guanxi.Retention.Warnings.Alerts;
using Guanxi.Retention.Warnings.Settings;
using Guanxi.Retention.Warnings.Signals;
using Guanxi.Tests.Value;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Retention;

[Trait("Row", "RET-1")]
public sealed class ContractWarningTests : IAsyncLifetime
{
    private readonly GradedFirm.StandingClock clock = new(new(WatchedFirm.Today.ToDateTime(new(4, 0)), TimeSpan.Zero));
    private readonly GuanxiApp app;
    private WatchedFirm firm = null!;

    public ContractWarningTests() => app = new(builder => builder.Services.AddSingleton<TimeProvider>(clock));

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        firm = await WatchedFirm.Of(app);
        await firm.Settings(s => s with { Small = true, MostNew = 10_000 });
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_contract_that_ends_warns_then_alarms_and_is_quiet_once_renewed()
    {
        var last = WatchedFirm.Today.AddDays(60);
        var contract = await Contract(BondForm.FrameworkContract, last);
        await firm.Run();
        var alert = (await firm.Alerts(WatchedFirm.Regular, Signal.ContractEnding)).ShouldHaveSingleItem();
        alert.ShouldSatisfyAllConditions(a => a.Severity.ShouldBe(Severity.Warning), a => a.Figures.ShouldBe([last.DayNumber, 60]));
        (await Reason()).ShouldContain(last.ToString("d", CultureInfo.CurrentCulture));

        await Run(47);
        (await firm.Alerts(WatchedFirm.Regular, Signal.ContractEnding)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.Id.ShouldBe(alert.Id), a => a.Severity.ShouldBe(Severity.Alarm));

        await Run(70);
        (await firm.Alerts(WatchedFirm.Regular, Signal.ContractEnding)).ShouldHaveSingleItem().State.ShouldBe(AlertState.Open, "what ended without a renewal is worse than what ends");
        (await Reason()).ShouldContain("10");

        _ = (await app.Run(new RecordBond { CustomerId = firm.Customers[WatchedFirm.Regular], Form = BondForm.FrameworkContract, Words = "FA-2", Strength = Strength.Strong, FromOn = last.AddDays(1), RenewsId = contract })).Value;
        await Run(71);
        (await firm.Alerts(WatchedFirm.Regular, Signal.ContractEnding)).ShouldHaveSingleItem().State.ShouldBe(AlertState.Over);

        async Task<string> Reason() => (await app.Run(new CustomerAlerts { CustomerId = firm.Customers[WatchedFirm.Regular] })).Value.Single(r => r.Signal == Signal.ContractEnding).Reason;
    }

    [Fact]
    public async Task Only_contracts_warn_within_the_days_that_are_set()
    {
        await Contract(BondForm.SystemLink, WatchedFirm.Today.AddDays(3));
        await Contract(BondForm.ServiceContract, WatchedFirm.Today.AddDays(61));
        await firm.Run();
        (await firm.Alerts(WatchedFirm.Regular, Signal.ContractEnding)).ShouldBeEmpty();

        await firm.Settings(s => s with { ContractDays = 61 });
        await Run(1);
        (await firm.Alerts(WatchedFirm.Regular, Signal.ContractEnding)).ShouldHaveSingleItem();

        await firm.Settings(s => s with { ContractDays = 0 });
        await Run(2);
        (await firm.Alerts(WatchedFirm.Regular, Signal.ContractEnding)).ShouldHaveSingleItem().State.ShouldBe(AlertState.Over);
        (await app.Run(new ChangeWarningSettings { Settings = new() { ContractDays = 10, ContractAlarmDays = 11 } })).Refusal.ShouldBe("retention.settings.alarm_before_warning");
    }

    private async Task Run(int daysLater)
    {
        clock.Now = new(WatchedFirm.Today.AddDays(daysLater).ToDateTime(new(4, 0)), TimeSpan.Zero);
        await firm.Run(daysLater);
    }

    private async Task<Id<Bond>> Contract(BondForm form, DateOnly last) => (await app.Run(new RecordBond
    {
        CustomerId = firm.Customers[WatchedFirm.Regular], Form = form, Words = "FA-1", Strength = Strength.Strong, FromOn = WatchedFirm.Today.AddYears(-1), ExpiresOn = last,
    })).Value;
}
