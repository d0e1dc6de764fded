using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Behaviour;
using Guanxi.Value.Scorecards;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Value.Satisfaction;

/// <summary>By what satisfaction is told apart.</summary>
internal enum SatisfactionBy
{
    /// <summary>Of what an answer is about; the customer's shop for what they buy, and where an answer is about nothing that has one.</summary>
    Unit,
    Category,
    Grade,
    Stage,

    /// <summary>Kept lists of customers; one may be on several.</summary>
    List,

    /// <summary>Whom answers are about: who sold, handled or visited.</summary>
    Person,

    /// <summary>Who looks after the customer.</summary>
    Owner,
    Period,
}

/// <summary>The six measures of satisfaction and their index, of the customers within reach in a period; in all and by shop, category of goods, grade, stage, kept list, whom answers are about, who looks after the customer, or period by period.</summary>
[Needs(ValueRights.Read)]
internal sealed record SatisfactionFigures : IQuestion<SatisfactionView>
{
    /// <summary>Where not said, 90 days back, or so far that the first of the period's buyers were watched for the whole repurchase window.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day of the newest run where not said, or later.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Only customers of this unit and those below it.</summary>
    public Id<Unit>? UnitId { get; init; }
    public SatisfactionBy By { get; init; }

    public const int MostDays = 731;

    /// <exception cref="RefusedException">The period ends before it begins, or is too long.</exception>
    internal void Check()
    {
        Refuse.Field(nameof(From), From > To, "value.satisfaction.from_after_to");
        Refuse.Field(nameof(From), this is { From: { } f, To: { } t } && t.DayNumber - f.DayNumber >= MostDays, "value.satisfaction.too_long", MostDays);
    }

    /// <summary>The period that is meant where one or both days were left out.</summary>
    /// <exception cref="RefusedException">It is too long.</exception>
    internal static SatisfactionPeriod Settled(DateOnly? from, DateOnly? to, SatisfactionSettings settings, DateOnly day)
    {
        var period = SatisfactionPeriod.Asked(from, to, settings, day);
        Refuse.Field(nameof(From), period.To.DayNumber - period.From.DayNumber >= MostDays, "value.satisfaction.too_long", MostDays);
        return period;
    }

    internal sealed class Handler(GuanxiDb db, DataWarehouse warehouse, BehaviourAnswers answers, SatisfactionNames names, IServiceScopeFactory scopes) : IHandler<SatisfactionFigures, SatisfactionView>
    {
        /// <summary>Periods shown one after the other.</summary>
        private const int Periods = 4;

        public async Task<SatisfactionView> Handle(SatisfactionFigures request, Actor actor, CancellationToken ct)
        {
            request.Check();
            var settings = await db.Setting<SatisfactionSettings>(ct);
            var within = await ScorecardReach.Of(db, actor, request.UnitId, ct);
            var lists = request.By == SatisfactionBy.List ? await names.Lists(actor, ct) : [];
            // Settings are part of the question: others give another answer at once. So are the lists that the reader may open.
            var question = $"satisfaction {request.From} {request.To} {request.By} {string.Join(',', lists)} {System.Text.Json.JsonSerializer.Serialize(settings)}";
            var counted = await answers.Of(db, within, null, question, day => Count(request, within, settings, lists, day), ct);
            if (counted is null) return new() { By = request.By, Least = settings.Least, ReturnDays = settings.ReturnDays };
            return counted with { Groups = await names.Of(counted.Groups, request.By, ct) };
        }

        // Of its own scope: whoever asked first may be gone before the answer is there.
        private async Task<SatisfactionView> Count(SatisfactionFigures request, Actor actor, SatisfactionSettings settings, IReadOnlyList<Id<KeptList>> lists, DateOnly day)
        {
            var period = Settled(request.From, request.To, settings, day);
            var facts = await SatisfactionFacts.Read(warehouse, actor, period);
            return new()
            {
                AsOf = day, From = period.From, To = period.To, By = request.By, Least = settings.Least, ReturnDays = settings.ReturnDays, All = facts.Measured(settings), Groups = await Groups(request, actor, facts, settings, lists, day),
            };
        }

        private async Task<IReadOnlyList<SatisfactionGroup>> Groups(SatisfactionFigures request, Actor actor, SatisfactionFacts facts, SatisfactionSettings settings, IReadOnlyList<Id<KeptList>> lists, DateOnly day)
        {
            if (request.By == SatisfactionBy.Category)
            {
                var bought = await SatisfactionFacts.ReadCategories(warehouse, actor, facts.Period);
                return [.. bought.GroupBy(b => b.Category).Select(g => new SatisfactionGroup(g.Key, g.Key, SixMeasures.Of([], [.. g], [], SixMeasures.SoldInBoth(g), settings.ReturnDaysOf(g.Key), settings), g.Count(b => b.Purchases > 0))).OrderByDescending(g => g.Buyers)];
            }
            if (request.By == SatisfactionBy.Period)
            {
                List<SatisfactionGroup> periods = [GroupOf(facts, settings)];
                for (var period = facts.Period.Earlier; periods.Count < Periods; period = period.Earlier) periods.Add(GroupOf(await SatisfactionFacts.Read(warehouse, actor, period), settings));
                return periods;
            }
            await using var scope = scopes.CreateAsyncScope();
            return Split(facts, settings, await SatisfactionSlices.Of(scope.ServiceProvider.GetRequiredService<GuanxiDb>(), request.By, facts, lists, day));
        }

        private static SatisfactionGroup GroupOf(SatisfactionFacts facts, SatisfactionSettings settings) =>
            new($"{facts.Period.From:yyyy-MM-dd}", "", facts.Measured(settings), facts.Buyers.Count(b => b.Purchases > 0)) { From = facts.Period.From, To = facts.Period.To };

        private static IReadOnlyList<SatisfactionGroup> Split(SatisfactionFacts facts, SatisfactionSettings settings, SatisfactionSlices slices)
        {
            var sold = SixMeasures.SoldInBoth(facts.Buyers);
            var answers = facts.Answers.SelectMany(a => slices.OfAnswer(a).Select(key => (key, a))).ToLookup(a => a.key, a => a.a);
            var buyers = facts.Buyers.SelectMany(b => slices.OfBuyer(b).Select(key => (key, b))).ToLookup(b => b.key, b => b.b);
            return [.. buyers.Select(b => b.Key).Union(answers.Select(a => a.Key)).Select(key =>
            {
                var (said, bought) = (answers[key].ToList(), buyers[key].ToList());
                return new SatisfactionGroup(key, "", SixMeasures.Of(said, bought, facts.PricesOf(bought), sold, settings.ReturnDays, settings), bought.Count(b => b.Purchases > 0));
            }).OrderByDescending(g => g.Buyers).ThenByDescending(g => g.Satisfaction.Of(SatisfactionMeasure.Reputation).Observations).ThenBy(g => g.Key, StringComparer.Ordinal)];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/satisfaction", (DateOnly? from, DateOnly? to, Id<Unit>? unit, Named<SatisfactionBy>? by, Asker asker, CancellationToken ct) =>
        asker.Answer(new SatisfactionFigures { From = from, To = to, UnitId = unit, By = by?.Value ?? SatisfactionBy.Unit }, ct)).Produces<SatisfactionView>().WithSummary("The six measures of satisfaction and their index");
}

/// <summary>Satisfaction in a period.</summary>
internal sealed record SatisfactionView
{
    /// <summary>The last day that the figures know of; null before the first run.</summary>
    public DateOnly? AsOf { get; init; }
    public DateOnly From { get; init; }
    public DateOnly To { get; init; }
    public SatisfactionBy By { get; init; }

    /// <summary>Fewer observations than these are too few.</summary>
    public int Least { get; init; }

    /// <summary>The repurchase window.</summary>
    public int ReturnDays { get; init; }
    public SatisfactionOf? All { get; init; }
    public IReadOnlyList<SatisfactionGroup> Groups { get; init; } = [];
}

/// <summary>One shop, category, grade, stage, list, person or period.</summary>
internal sealed record SatisfactionGroup(string Key, string Name, SatisfactionOf Satisfaction, int Buyers)
{
    /// <summary>Of a period.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
}
