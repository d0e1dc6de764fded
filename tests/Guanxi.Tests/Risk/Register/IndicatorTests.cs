using Guanxi.Contact.Privacy;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Retention.Warnings.Alerts;
using Guanxi.Risk;
using Guanxi.Risk.Indicators;
using Guanxi.Risk.Register;
using Guanxi.Risk.Register.View;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Quality;
using Guanxi.Tests.Customers;
using Guanxi.Tests.Service;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Risk.Register;

/// <summary>What the indicators of risks show, against a count by hand.</summary>
[Trait("Row", "RSK-5")]
public sealed class IndicatorTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    // Far from what other tests of this class bring.
    private static readonly DateTimeOffset Then = new(2031, 5, 10, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2031, 5, 10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_has_a_name_a_definition_and_a_page_in_both_languages()
    {
        var texts = app.Services.GetRequiredService<Texts>();
        await using var scope = app.Services.CreateAsyncScope();
        var all = scope.ServiceProvider.GetRequiredService<IndicatorReadings>().All;

        all.Select(i => i.Kind).Distinct().ShouldBe(Enum.GetValues<RiskKind>(), ignoreOrder: true);
        all.Select(i => i.Key).ShouldBeUnique();
        foreach (var one in all)
        {
            texts.Find(one.Key).ShouldNotBeNull();
            texts.Find(one.Key + ".definition").ShouldNotBeNull(one.Key);
            one.Alarm.ShouldBeGreaterThanOrEqualTo(one.Watch);
            one.Watch.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public async Task One_that_cannot_be_read_takes_nothing_of_the_others_with_it()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var readings = ActivatorUtilities.CreateInstance<IndicatorReadings>(scope.ServiceProvider, (IEnumerable<IRiskIndicator>)[new Fixed("test.indicator.first", 3), new Fixed("test.indicator.second", null), new Fixed("test.indicator.third", 5)], new Value.GradedFirm.StandingClock(Then.AddDays(700)));

        (await readings.Now(readings.All.Select(i => i.Key), Ct)).ShouldBe(new Dictionary<string, double?> { ["test.indicator.first"] = 3, ["test.indicator.third"] = 5 }, ignoreOrder: true);
        (await readings.Keep(Ct)).ShouldBe(2);
        (await readings.Keep(Ct)).ShouldBe(0);
    }

    /// <summary>Shows one figure always, or can't be read.</summary>
    private sealed class Fixed(string key, double? figure) : IRiskIndicator
    {
        public string Key => key;
        public RiskKind Kind => RiskKind.Leak;
        public IndicatorUnit Unit => default;
        public string Url => "/";
        public double Watch => 1;
        public double Alarm => 2;
        public Task<double?> Read(DateTimeOffset now, DateOnly today, CancellationToken ct) => figure is { } shown ? Task.FromResult<double?>(shown) : throw new InvalidOperationException("test");
    }

    [Fact]
    public async Task Complaints_opened_again_are_a_share_from_twenty_on()
    {
        var customer = await app.Registered("Again");
        var closed = Enumerable.Range(0, 19).Select(_ => Closed(customer, Then.AddDays(-40))).ToList();
        foreach (var rows in closed) await app.GivenAll(rows);
        (await Read("service.indicator.reopened")).ShouldBeNull();
        // Too long ago to count.
        await app.GivenAll(Closed(customer, Then.AddDays(-91)));
        (await Read("service.indicator.reopened")).ShouldBeNull();

        await app.GivenAll(Closed(customer, Then.AddDays(-1)));
        var again = closed.Take(3).Select(rows => rows.OfType<Complaint>().Single().Id).ToList();
        await app.Use(db => db.Set<Complaint>().Where(c => again.Contains(c.Id)).ExecuteUpdateAsync(s => s.SetProperty(c => c.Reopened, 1), Ct));
        (await Read("service.indicator.reopened"))!.Value.ShouldBe(3 / 20.0, 1e-12);
    }

    [Fact]
    public async Task Complaints_of_a_month_are_a_multiple_of_the_mean_month_of_the_year_before()
    {
        var (customer, at) = (await app.Registered("More"), Then.AddYears(3));
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        async Task Received(int count, int daysAgo)
        {
            for (var i = 0; i < count; i++) await app.Given(ComplaintGiven.Open(customer, at.AddDays(-daysAgo)));
        }

        await Received(8, 10);
        await Received(23, 200);
        (await Read("service.indicator.rising", at, day)).ShouldBeNull("23 in the year before");
        // The edges: 30 days ago is of the year before, 390 days ago is none of it.
        await Received(1, 30);
        await Received(9, 390);
        (await Read("service.indicator.rising", at, day))!.Value.ShouldBe(8 / (24 / 12.0), 1e-12);
        await Received(1, 29);
        (await Read("service.indicator.rising", at, day))!.Value.ShouldBe(9 / (24 / 12.0), 1e-12);
    }

    [Fact]
    public async Task Objections_and_late_requests_about_data_count_while_they_are_open()
    {
        var customer = await app.Registered("Objects");
        var complaint = await app.Given(ComplaintGiven.Open(customer, Then.AddYears(-3)));
        (await Read("service.indicator.objections")).ShouldBe(0);
        await app.Use(db => db.Set<Complaint>().Where(c => c.Id == complaint.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Objected, true), Ct));
        (await Read("service.indicator.objections")).ShouldBe(1);

        var request = PrivacyRequest.Of(new(PrivacyWish.Copy, "All", customer), "en", Then.AddDays(-20), Day.AddDays(-1));
        await app.GivenAll([request, PrivacyRequest.Of(new(PrivacyWish.Copy, "All", customer), "en", Then.AddDays(-20), Day)]);
        (await Read("contact.indicator.privacy_late")).ShouldBe(1);
        _ = (await app.Run(new AnswerPrivacyRequest { RequestId = request.Id, Done = true, Answer = "Sent" })).Value;
        (await Read("contact.indicator.privacy_late")).ShouldBe(0);
    }

    [Fact]
    public async Task Customers_with_an_overdue_warning_count_once()
    {
        var (first, second) = (await app.Registered("Warned"), await app.Registered("Warned, too"));
        Alert Warning(Id<Customer> customer, string signal, int days) => Alert.Open(customer, Enum.Parse<Guanxi.Retention.Warnings.Signals.Signal>(signal), new(Day.AddDays(-30), default, 0, []), null, Day.AddDays(days));
        var names = Enum.GetNames<Guanxi.Retention.Warnings.Signals.Signal>();

        await app.GivenAll([Warning(first, names[0], -1), Warning(first, names[1], -5), Warning(second, names[0], 0)]);

        (await Read("retention.indicator.late_warnings")).ShouldBe(1);
    }

    [Fact]
    public async Task Refusals_and_exports_of_seven_days_are_those_of_the_audit()
    {
        var (indicators, now) = (await Read("risk.indicator.refusals", TimeProvider.System.GetUtcNow(), Day), GuanxiApp.Someone(Scope.All, CustomersRights.Read));
        (await app.Run(new RiskList(), now)).Refusal.ShouldBe("kernel.right.missing");
        await app.Flush();

        (await Read("risk.indicator.refusals", TimeProvider.System.GetUtcNow(), Day)).ShouldBe(indicators + 1);
        (await Read("risk.indicator.refusals", TimeProvider.System.GetUtcNow().AddDays(8), Day)).ShouldBe(0);
        (await Read("risk.indicator.exports", TimeProvider.System.GetUtcNow().AddDays(8), Day)).ShouldBe(0);
    }

    [Fact]
    public async Task What_they_show_is_kept_once_a_day_and_the_newest_puts_a_risk_onto_its_owners_page()
    {
        var owner = GuanxiApp.Someone(Scope.All, RiskRights.Register);
        var risk = RegisteredRisk.Enter(RiskKind.Ethics, "Unfair", "Treated worse", owner.Id, Day);
        risk.WatchBy([new("service.indicator.objections", 1, 1)]);
        var assessed = risk.Assess(1, 1, "Nothing seen", [], owner.Id, Day, new());
        await app.GivenAll<object>([risk, assessed]);
        var complaint = await app.Given(ComplaintGiven.Open(await app.Registered("Unfairly treated"), Then.AddYears(-4)));
        var clock = new MovedClock { Now = Then.AddYears(6) };
        var day = DateOnly.FromDateTime(clock.Now.UtcDateTime);
        await using var scope = app.Services.CreateAsyncScope();
        var readings = ActivatorUtilities.CreateInstance<IndicatorReadings>(scope.ServiceProvider, scope.ServiceProvider.GetServices<IRiskIndicator>(), clock);
        var tile = ActivatorUtilities.CreateInstance<RisksTile>(scope.ServiceProvider, readings, clock);
        await app.Use(db => db.Set<RegisteredRisk>().Where(r => r.Id == risk.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.ReviewOn, day.AddDays(100)), Ct));
        var objected = await Objections();

        (await readings.Keep(Ct)).ShouldBe(readings.All.Count);
        (await readings.Keep(Ct)).ShouldBe(0);
        (await app.Use(db => db.Set<IndicatorReading>().CountAsync(r => r.ReadOn == day, Ct))).ShouldBe(readings.All.Count);
        (await app.Use(db => db.Set<IndicatorReading>().Where(r => r.ReadOn == day && r.Indicator == "service.indicator.objections").Select(r => r.Figure).SingleAsync(Ct))).ShouldBe(objected);
        if (objected == 0) (await tile.Ask(owner, Ct)).ShouldBeNull();

        await app.Use(db => db.Set<Complaint>().Where(c => c.Id == complaint.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Objected, true), Ct));
        clock.Now = clock.Now.AddDays(1);
        (await readings.Keep(Ct)).ShouldBe(readings.All.Count);
        (await tile.Ask(owner, Ct)).ShouldNotBeNull().Count.ShouldBe(1);
        (await tile.Ask(GuanxiApp.Someone(Scope.All, RiskRights.Register), Ct)).ShouldBeNull("it is somebody else's");

        // Without an alarm, too, once its day has come.
        await app.Use(db => db.Set<Complaint>().Where(c => c.Objected).ExecuteUpdateAsync(s => s.SetProperty(c => c.Objected, false), Ct));
        clock.Now = clock.Now.AddDays(3);
        await readings.Keep(Ct);
        (await tile.Ask(owner, Ct)).ShouldBeNull();
        clock.Now = clock.Now.AddDays(96);
        (await tile.Ask(owner, Ct)).ShouldNotBeNull();
        (await app.Run(new RiskDetails { RiskId = risk.Id }, owner)).Value.Indicators.ShouldHaveSingleItem().Now.Value.ShouldBe(0);
    }

    private Task<int> Objections() => app.Use(db => db.Set<Complaint>().CountAsync(c => c.State == ComplaintState.Open && c.Objected, Ct));

    private static IReadOnlyList<object> Closed(Id<Customer> customer, DateTimeOffset at) => ComplaintGiven.Open(customer, at.AddDays(-3)).Close(at);

    private async Task<double?> Read(string key, DateTimeOffset? now = null, DateOnly? today = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetServices<IRiskIndicator>().Single(i => i.Key == key).Read(now ?? Then, today ?? Day, Ct);
    }
}
