using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Guanxi.Value.Grades;
using Guanxi.Value.Rfm;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>The customers behind a figure of the value dashboard: those of a grade or stage, or those who moved there from another, the most valuable first.</summary>
[Needs(ValueRights.Read)]
public sealed record StandingCustomers : IQuestion<StandingPage>
{
    /// <summary>The day of the standing; null for the newest.</summary>
    public DateOnly? AsOf { get; set; }
    [StringLength(20)] public string? Grade { get; set; }
    [StringLength(20)] public string? Stage { get; set; }

    /// <summary>first_time, repeat, loyal, lost, non_customer.</summary>
    [StringLength(20)] public string? State { get; set; }

    /// <summary>Type of loyalty: superior, inertia, price …</summary>
    [StringLength(20)] public string? LoyaltyType { get; set; }

    /// <summary>A segment of RFM: champion, loyal, at_risk …</summary>
    [StringLength(30)] public string? Segment { get; set; }

    /// <summary>Scores of recency and frequency (54), or of money too (545).</summary>
    [Range(11, 555)] public int? Rfm { get; set; }

    /// <summary>One of the eight cells: high recency 4, high frequency 2, high money 1, added up.</summary>
    [Range(0, 7)] public int? Octant { get; set; }

    /// <summary>A, B, C or D.</summary>
    [StringLength(1)] public string? Class { get; set; }

    /// <summary>Only those of a work list: <c>rising</c>, <c>unprofitable</c>, <c>loss</c>, <c>falling</c>, <c>review</c>.</summary>
    [StringLength(20)] public string? List { get; set; }

    /// <summary>Only those whose historic and current value is at least this, minor units: <see cref="CurvePoint.LeastMinor"/>.</summary>
    public long? LeastEarnedMinor { get; set; }

    /// <summary>Only those who were of this grade (in this stage) at <see cref="ComparedWith"/>.</summary>
    [StringLength(20)] public string? FromGrade { get; set; }
    [StringLength(20)] public string? FromStage { get; set; }

    /// <summary>The earlier standing's day: <see cref="ValueDashboardView.ComparedWith"/>.</summary>
    public DateOnly? ComparedWith { get; set; }

    /// <summary>Only those without a standing on that day: who is new since, or gone by then.</summary>
    public DateOnly? NotOn { get; set; }

    /// <summary>Only those who were at risk.</summary>
    public bool AtRisk { get; set; }

    /// <summary>From the row before: <see cref="StandingPage.Next"/>.</summary>
    public int? AfterPlace { get; set; }
    [Range(1, 200)] public int Take { get; set; } = 50;

    /// <summary>As the page of these customers has it in its address.</summary>
    /// <param name="word">What the address says under a name, or null.</param>
    internal static StandingCustomers OfPage(Func<string, string?> word)
    {
        var (grade, from, since) = (word("grade"), word("from"), Wording.DayOf(word("since")));
        var ofNew = from == "new";
        return new()
        {
            AsOf = Wording.DayOf(word("as_of")), Grade = grade, Stage = word("stage"), State = word("state"), LoyaltyType = word("loyalty"), Segment = word("segment"), Rfm = Number("rfm"), Octant = Number("octant"), List = word("list"),
            FromGrade = grade is null || ofNew ? null : from, FromStage = grade is null && !ofNew ? from : null, ComparedWith = since, NotOn = Wording.DayOf(word("gone")) ?? (ofNew ? since : null),
            AtRisk = word("part") == "risk", LeastEarnedMinor = long.TryParse(word("least"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var least) ? least : null, AfterPlace = Number("after"),
        };

        int? Number(string name) => int.TryParse(word(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>The standings that it asks for, of everybody.</summary>
    internal async Task<IQueryable<Standing>> Chosen(GuanxiDb db, DateOnly day, CancellationToken ct)
    {
        var standings = db.Set<Standing>().AsNoTracking().Where(s => s.AsOf == day);
        if (Grade is { Length: > 0 } grade) standings = standings.Where(s => s.Grade == grade);
        if (Stage is { Length: > 0 } stage) standings = standings.Where(s => s.Stage == stage);
        if (State is { Length: > 0 } state) standings = standings.Where(s => s.State == state);
        if (LoyaltyType is { Length: > 0 } loyalty) standings = standings.Where(s => s.LoyaltyType == loyalty);
        if (Segment is { Length: > 0 } segment)
        {
            var cells = RfmCells.Of(segment) ?? [];
            standings = standings.Where(s => cells.Contains(s.Rfm));
        }
        if (Rfm is { } cell) standings = standings.Where(s => cell < 100 ? s.Rfm >= cell * 10 && s.Rfm < cell * 10 + 10 : s.Rfm == cell);
        if (Octant is { } octant) standings = standings.Where(s => s.RfmOctant == octant);
        if (Class is { Length: > 0 } @class) standings = standings.Where(s => s.Class == @class);
        if (List is { Length: > 0 } list) standings = WorkLists.Only(db, standings, list, list == WorkLists.Falling ? (await RunSummary.Of(db, day, ct))?.ComparedWith : null);
        if (LeastEarnedMinor is { } least) standings = standings.Where(s => s.HistoricMinor + s.CurrentMinor >= least);
        if (ComparedWith is { } before && (FromGrade ?? FromStage) is not null)
        {
            var (fromGrade, fromStage) = (FromGrade, FromStage);
            standings = standings.Where(s => db.Set<Standing>().Any(b => b.CustomerId == s.CustomerId && b.AsOf == before
                && (fromGrade == null || b.Grade == fromGrade) && (fromStage == null || b.Stage == fromStage)));
        }
        if (NotOn is { } other) standings = standings.Where(s => !db.Set<Standing>().Any(o => o.CustomerId == s.CustomerId && o.AsOf == other));
        if (AtRisk) standings = standings.Where(s => s.Churn >= Reasons.RiskReasons.AtRisk && s.RiskMinor > 0);
        return standings;
    }

    internal sealed class Handler(GuanxiDb db) : IHandler<StandingCustomers, StandingPage>
    {
        public async Task<StandingPage> Handle(StandingCustomers request, Actor actor, CancellationToken ct)
        {
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            if (await LatestStandings.Day(db, request.AsOf, ct) is not { } day) return new() { Currency = currency };
            var standings = await request.Chosen(db, day, ct);
            if (request.AfterPlace is { } place) standings = standings.Where(s => s.Place > place);
            var found = await (from s in standings
                               join name in db.CustomerNamesFor(actor) on s.CustomerId equals name.Id
                               orderby s.Place
                               select new { s, name }).Take(request.Take + 1).ToListAsync(ct);
            var people = await db.NamesOf(found.Select(r => r.name.OwnerId).OfType<Id<Person>>(), ct);
            return new()
            {
                AsOf = day, Currency = currency, Next = found.Count > request.Take ? found[request.Take - 1].s.Place : null,
                Customers =
                [
                    .. found.Take(request.Take).Select(r => StandingRow.Of(r.s, r.name, r.name.OwnerId is { } id ? people.GetValueOrDefault(id) : null)),
                ],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/standings",
        (DateOnly? asOf, string? grade, string? stage, string? state, string? loyaltyType, string? segment, int? rfm, int? octant, string? @class, string? list, string? fromGrade, string? fromStage,
            DateOnly? comparedWith, DateOnly? notOn, bool? atRisk, long? leastEarnedMinor, int? after, int? take, Asker asker, CancellationToken ct) =>
            asker.Answer(new StandingCustomers
            {
                AsOf = asOf, Grade = grade, Stage = stage, State = state, LoyaltyType = loyaltyType, Segment = segment, Rfm = rfm, Octant = octant, Class = @class, List = list, FromGrade = fromGrade, FromStage = fromStage,
                ComparedWith = comparedWith, NotOn = notOn, AtRisk = atRisk ?? false, LeastEarnedMinor = leastEarnedMinor, AfterPlace = after, Take = take ?? 50,
            }, ct)).Produces<StandingPage>().WithSummary("Customers by standing, the most valuable first");
}

/// <summary>Some rows of the list.</summary>
public sealed record StandingPage
{
    /// <summary>Null where there was no run yet.</summary>
    public DateOnly? AsOf { get; init; }
    public string Currency { get; init; } = "";
    public IReadOnlyList<StandingRow> Customers { get; init; } = [];

    /// <summary>Null on the last page.</summary>
    public int? Next { get; init; }
}

/// <summary>One customer's standing.</summary>
public sealed record StandingRow
{
    public Id<Customer> CustomerId { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string? OwnerName { get; init; }
    public int Place { get; init; }
    public string Grade { get; init; } = "";
    public string Class { get; init; } = "";
    public string Colour { get; init; } = "";
    public string Stage { get; init; } = "";
    public string State { get; init; } = "";

    /// <summary>Loyalty index, 0 to 100; null where it can't be told.</summary>
    public int? Loyalty { get; init; }

    public string LoyaltyType { get; init; } = "";

    /// <summary>Scores of recency, frequency and money: 545.</summary>
    public int Rfm { get; init; }
    public long HistoricMinor { get; init; }
    public long CurrentMinor { get; init; }
    public long PotentialMinor { get; init; }
    public long TotalMinor => HistoricMinor + CurrentMinor + PotentialMinor;
    public double? Churn { get; init; }
    public long RiskMinor { get; init; }

    internal static StandingRow Of(Standing standing, CustomerName name, string? owner) => new()
    {
        CustomerId = name.Id, Code = name.Code, Name = name.Name, OwnerName = owner, Place = standing.Place, Grade = standing.Grade, Class = standing.Class, Colour = standing.Colour, Stage = standing.Stage,
        State = standing.State, Loyalty = standing.Loyalty, LoyaltyType = standing.LoyaltyType, Rfm = standing.Rfm, HistoricMinor = standing.HistoricMinor, CurrentMinor = standing.CurrentMinor, PotentialMinor = standing.PotentialMinor, Churn = standing.Churn, RiskMinor = standing.RiskMinor,
    };
}
