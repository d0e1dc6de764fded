using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Guanxi.Value.Behaviour;
using Guanxi.Value.Runs;
using Guanxi.Value.Scorecards;
using Guanxi.Value.Standings;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Value.Satisfaction;

/// <summary>By what satisfaction is told apart.</summary>
internal enum SatisfactionBy { Unit, Category, Grade, Owner, Period }

/// <summary>The six measures of satisfaction and their index, of the customers within reach in a period; in all and by shop, category of goods, grade, who looks after the customer, or period by period.</summary>
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

    internal sealed class Handler(GuanxiDb db, DataWarehouse warehouse, BehaviourAnswers answers, IServiceScopeFactory scopes, Texts texts) : IHandler<SatisfactionFigures, SatisfactionView>
    {
        /// <summary>Periods shown one after the other.</summary>
        private const int Periods = 4;

        public async Task<SatisfactionView> Handle(SatisfactionFigures request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(From), request.From > request.To, "value.satisfaction.from_after_to");
            Refuse.Field(nameof(From), request is { From: { } f, To: { } t } && t.DayNumber - f.DayNumber >= MostDays, "value.satisfaction.too_long", MostDays);
            var settings = await db.Setting<SatisfactionSettings>(ct);
            var within = await ScorecardReach.Of(db, actor, request.UnitId, ct);
            // Settings are part of the question: others give another answer at once.
            var question = $"satisfaction {request.From} {request.To} {request.By} {System.Text.Json.JsonSerializer.Serialize(settings)}";
            var counted = await answers.Of(db, within, null, question, day => Count(request, within, settings, day), ct);
            if (counted is null) return new() { By = request.By, Least = settings.Least, ReturnDays = settings.ReturnDays };
            return counted with { Groups = await Named(counted.Groups, request.By, ct) };
        }

        // Of its own scope: whoever asked first may be gone before the answer is there.
        private async Task<SatisfactionView> Count(SatisfactionFigures request, Actor actor, SatisfactionSettings settings, DateOnly day)
        {
            var to = request.To is { } asked && asked < day ? asked : day;
            var period = SatisfactionPeriod.UpTo(to, settings, day);
            if (request.From is { } from && from <= to) period = period with { From = from };
            var facts = await SatisfactionFacts.Read(warehouse, actor, period);
            return new()
            {
                AsOf = day, From = period.From, To = period.To, By = request.By, Least = settings.Least, ReturnDays = settings.ReturnDays, All = Of(facts, settings), Groups = await Groups(request.By, actor, facts, settings, day),
            };
        }

        private async Task<IReadOnlyList<SatisfactionGroup>> Groups(SatisfactionBy by, Actor actor, SatisfactionFacts facts, SatisfactionSettings settings, DateOnly day)
        {
            switch (by)
            {
                case SatisfactionBy.Unit: return Split(facts, settings, a => Key(a.UnitId), b => Key(b.UnitId));
                case SatisfactionBy.Owner: return Split(facts, settings, a => a.CustomerId == 0 ? null : Key(a.OwnerId), b => Key(b.OwnerId));
                case SatisfactionBy.Grade:
                    var grades = await Grades(facts, day);
                    return Split(facts, settings, a => a.CustomerId == 0 ? null : grades.GetValueOrDefault(a.CustomerId, ""), b => grades.GetValueOrDefault(b.CustomerId, ""));
                case SatisfactionBy.Category:
                    var bought = await SatisfactionFacts.ReadCategories(warehouse, actor, facts.Period);
                    return [.. bought.GroupBy(b => b.Category).Select(g => new SatisfactionGroup(g.Key, g.Key, SixMeasures.Of([], [.. g], [], SixMeasures.SoldInBoth(g), settings.ReturnDaysOf(g.Key), settings), g.Count(b => b.Purchases > 0))).OrderByDescending(g => g.Buyers)];
                default:
                    List<SatisfactionGroup> periods = [GroupOf(facts, settings)];
                    for (var period = facts.Period.Earlier; periods.Count < Periods; period = period.Earlier) periods.Add(GroupOf(await SatisfactionFacts.Read(warehouse, actor, period), settings));
                    return periods;
            }
        }

        private static SatisfactionOf Of(SatisfactionFacts facts, SatisfactionSettings settings) => facts.Measured(settings);

        private static SatisfactionGroup GroupOf(SatisfactionFacts facts, SatisfactionSettings settings) =>
            new($"{facts.Period.From:yyyy-MM-dd}", "", Of(facts, settings), facts.Buyers.Count(b => b.Purchases > 0)) { From = facts.Period.From, To = facts.Period.To };

        private static IReadOnlyList<SatisfactionGroup> Split(SatisfactionFacts facts, SatisfactionSettings settings, Func<AnswerFacts, string?> ofAnswer, Func<BuyerFacts, string> ofBuyer)
        {
            var sold = SixMeasures.SoldInBoth(facts.Buyers);
            var answers = facts.Answers.Where(a => ofAnswer(a) is not null).ToLookup(a => ofAnswer(a)!);
            var buyers = facts.Buyers.ToLookup(ofBuyer);
            return [.. buyers.Select(b => b.Key).Union(answers.Select(a => a.Key)).Select(key =>
            {
                var (said, bought) = (answers[key].ToList(), buyers[key].ToList());
                return new SatisfactionGroup(key, "", SixMeasures.Of(said, bought, bought.Select(b => facts.Prices.GetValueOrDefault(b.CustomerId)).OfType<PriceFacts>(), sold, settings.ReturnDays, settings), bought.Count(b => b.Purchases > 0));
            }).OrderByDescending(g => g.Buyers).ThenBy(g => g.Key, StringComparer.Ordinal)];
        }

        private static string Key(long id) => id == 0 ? "" : new Id<Unit>(id).ToString();

        private async Task<Dictionary<long, string>> Grades(SatisfactionFacts facts, DateOnly day)
        {
            await using var scope = scopes.CreateAsyncScope();
            var own = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
            if (await LatestStandings.Day(own, day, default) is not { } standing) return [];
            var wanted = facts.Buyers.Select(b => b.CustomerId).Concat(facts.Answers.Select(a => a.CustomerId)).ToHashSet();
            Dictionary<long, string> grades = [];
            await foreach (var one in own.Set<Standing>().AsNoTracking().Where(s => s.AsOf == standing).Select(s => new { s.CustomerId, s.Grade }).AsAsyncEnumerable())
                if (wanted.Contains(one.CustomerId.Value)) grades[one.CustomerId.Value] = one.Grade;
            return grades;
        }

        private async Task<IReadOnlyList<SatisfactionGroup>> Named(IReadOnlyList<SatisfactionGroup> groups, SatisfactionBy by, CancellationToken ct)
        {
            if (by is SatisfactionBy.Category or SatisfactionBy.Period) return groups;
            if (by == SatisfactionBy.Grade) return [.. groups.Select(g => g with { Name = g.Key.Length == 0 ? texts["value.satisfaction.no_grade"] : texts[$"customers.grade.{g.Key}"] })];
            var units = by == SatisfactionBy.Unit ? await db.UnitNames().ToDictionaryAsync(u => u.Id.ToString(), u => u.Name, ct) : [];
            var people = by == SatisfactionBy.Owner ? (await db.NamesOf(groups.Where(g => g.Key.Length > 0).Select(g => Id<Person>.Parse(g.Key, null)), ct)).ToDictionary(p => p.Key.ToString(), p => p.Value) : [];
            var names = by == SatisfactionBy.Unit ? units : people;
            return [.. groups.Select(g => g with { Name = g.Key.Length == 0 ? texts[by == SatisfactionBy.Unit ? "value.satisfaction.no_unit" : "value.satisfaction.no_owner"] : names.GetValueOrDefault(g.Key) ?? g.Key })];
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

/// <summary>One shop, category, grade, person or period.</summary>
internal sealed record SatisfactionGroup(string Key, string Name, SatisfactionOf Satisfaction, int Buyers)
{
    /// <summary>Of a period.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
}
