using System.Globalization;
using Guanxi.Data;
using Guanxi.Retention.Warnings.Alerts;
using Guanxi.Retention.Warnings.Settings;
using Guanxi.Retention.Warnings.Signals;
using Guanxi.Surveys;
using Guanxi.Surveys.Answers;
using Guanxi.Surveys.Questions;
using Guanxi.Surveys.Waves;
using Guanxi.Tests.Value;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Retention;

[Trait("Row", "RET-1")]
public sealed class SatisfactionFallTests : IAsyncLifetime
{
    private readonly GradedFirm.StandingClock clock = new(new(WatchedFirm.Today.ToDateTime(new(4, 0)), TimeSpan.Zero));
    private readonly GuanxiApp app;
    private WatchedFirm firm = null!;
    private Survey survey = null!;
    private SurveyEdition edition = null!;

    public SatisfactionFallTests() => app = new(builder => builder.Services.AddSingleton<TimeProvider>(clock));

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        firm = await WatchedFirm.Of(app);
        await firm.Settings(s => s with { Small = true, MostNew = 10_000 });
        survey = Survey.Draft("Asked", WatchedFirm.Seller, At(900));
        edition = SurveyEdition.First(survey.Id, [new() { Key = "csat", Kind = QuestionKind.Csat, English = "?" }, new() { Key = "nps", Kind = QuestionKind.Nps, English = "?" }], At(900));
        await app.GivenAll<object>([survey, edition]);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Two_points_less_than_the_time_before_warn_with_both_answers_until_a_better_one()
    {
        await Answer(200, csat: 5);
        await Answer(40, csat: 4);
        await firm.Run();
        (await Alerts()).ShouldBeEmpty("one point is no fall");

        await Answer(10, csat: 2);
        await firm.Run();

        var alert = (await Alerts()).ShouldHaveSingleItem();
        alert.Figures.ShouldBe([(int)SatisfactionScale.Csat, 4, Day(40).DayNumber, 2, Day(10).DayNumber, 2]);
        alert.MoneyMinor.ShouldBe((await firm.Alerts(WatchedFirm.Pausing)).Max(a => a.MoneyMinor), "the same money is at risk, whatever warns");
        var row = (await app.Run(new CustomerAlerts { CustomerId = firm.Customers[WatchedFirm.Pausing] })).Value.Single(r => r.Signal == Signal.SatisfactionFell);
        foreach (var said in (string[])[Day(40).ToString("d", CultureInfo.CurrentCulture), Day(10).ToString("d", CultureInfo.CurrentCulture), "4", "2"]) row.Reason.ShouldContain(said);
        (await app.Run(new AlertList { Signal = Signal.SatisfactionFell })).Value.Rows.ShouldHaveSingleItem().Key.Id.ShouldBe(alert.Id);
        (await app.Run(new WarningsOfRun())).Value.HeldBySignal[Signal.SatisfactionFell].ShouldBe(1);

        await Answer(0, csat: 3);
        await firm.Run();
        (await Alerts()).ShouldHaveSingleItem().State.ShouldBe(AlertState.Over);
    }

    [Fact]
    public async Task From_promoter_to_detractor_warns_and_from_anything_else_does_not()
    {
        await Answer(100, nps: 8);
        await Answer(50, nps: 0);
        await firm.Run();
        (await Alerts()).ShouldBeEmpty("who was no promoter can't stop being one");

        await Answer(30, nps: 9);
        // What was asked otherwise in between is another question.
        await Answer(20, csat: 5);
        await Answer(5, nps: 6);
        await firm.Run();
        (await Alerts()).ShouldHaveSingleItem().Figures.ShouldBe([(int)SatisfactionScale.Nps, 9, Day(30).DayNumber, 6, Day(5).DayNumber, 2]);
    }

    [Fact]
    public async Task Points_and_days_are_set_and_nought_days_are_never()
    {
        await Answer(60, csat: 5);
        await Answer(30, csat: 3);
        await firm.Settings(s => s with { SatisfactionFallDays = 30 });
        await firm.Run();
        (await Alerts()).ShouldBeEmpty("too long ago");

        await firm.Settings(s => s with { SatisfactionFallDays = 31, SatisfactionFallPoints = 3 });
        await firm.Run();
        (await Alerts()).ShouldBeEmpty("three points are asked for");

        await firm.Settings(s => s with { SatisfactionFallPoints = 2 });
        await firm.Run();
        (await Alerts()).ShouldHaveSingleItem();

        await firm.Settings(s => s with { SatisfactionFallDays = 0 });
        await firm.Run();
        (await Alerts()).ShouldHaveSingleItem().State.ShouldBe(AlertState.Over);
        (await app.Run(new ChangeWarningSettings { Settings = new() { SatisfactionFallPoints = 5 } })).Refusal.ShouldBe("retention.settings.out_of_range");
    }

    [Fact]
    public async Task Who_answered_without_a_name_is_never_warned_of()
    {
        await Answer(60, csat: 5);
        await app.Given(AnonymousAnswer.Of(edition, Given.Of(edition.Questions, new Dictionary<string, string?> { ["csat"] = "1" }, []), null, "en", Day(3)));
        await firm.Run();
        (await app.Run(new WarningsOfRun())).Value.HeldBySignal.ShouldNotContainKey(Signal.SatisfactionFell);
    }

    private Task Answer(int daysAgo, int? csat = null, int? nps = null) => app.Given(Guanxi.Surveys.Answers.Answer.Of(Invitation.To(firm.Customers[WatchedFirm.Pausing], survey.Id, WatchedFirm.Seller, At(daysAgo)), edition,
        Given.Of(edition.Questions, new Dictionary<string, string?> { ["csat"] = csat?.ToString(CultureInfo.InvariantCulture), ["nps"] = nps?.ToString(CultureInfo.InvariantCulture) }, []), "en", At(daysAgo), Day(daysAgo)));

    private async Task<IReadOnlyList<Alert>> Alerts() => await firm.Alerts(WatchedFirm.Pausing, Signal.SatisfactionFell);

    private static DateOnly Day(int daysAgo) => WatchedFirm.Today.AddDays(-daysAgo);

    private static DateTimeOffset At(int daysAgo) => new(Day(daysAgo).ToDateTime(new(4, 0)), TimeSpan.Zero);
}
