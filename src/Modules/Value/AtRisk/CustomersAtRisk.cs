using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>The work list: customers at risk within reach, the most money first, each with its reasons.</summary>
[Needs(ValueRights.Read)]
public sealed record CustomersAtRisk : IQuestion<AtRiskPage>
{
    /// <summary>Only of this grade: <c>major</c>, <c>minor</c>, <c>ordinary</c>, <c>small</c>.</summary>
    [StringLength(20)] public string? Grade { get; set; }

    /// <summary>Only in this stage.</summary>
    [StringLength(20)] public string? Stage { get; set; }

    /// <summary>Only of this owner; 0 for those without one.</summary>
    public Id<Person>? OwnerId { get; set; }

    /// <summary>Churn from which a customer is at risk.</summary>
    [Range(0.0, 1.0)] public double LeastChurn { get; set; } = Reasons.RiskReasons.AtRisk;

    /// <summary>From the row before: <see cref="AtRiskPage.Next"/>.</summary>
    public AtRiskPlace? After { get; set; }
    [Range(1, 200)] public int Take { get; set; } = 20;

    internal sealed class Handler(GuanxiDb db, Texts texts) : IHandler<CustomersAtRisk, AtRiskPage>
    {
        public async Task<AtRiskPage> Handle(CustomersAtRisk request, Actor actor, CancellationToken ct)
        {
            var firm = await db.Setting<FirmSettings>(ct);
            var rows = from face in db.Set<CustomerFace>().AsNoTracking()
                       join name in db.CustomerNamesFor(actor) on face.CustomerId equals name.Id
                       where face.RiskMinor > 0 && face.Churn >= request.LeastChurn
                       select new { face, name };
            if (request.Grade is { Length: > 0 } grade) rows = rows.Where(r => r.face.Grade == grade);
            if (request.Stage is { Length: > 0 } stage) rows = rows.Where(r => r.face.Stage == stage);
            if (request.OwnerId is { } owner) rows = owner.IsNone ? rows.Where(r => r.name.OwnerId == null) : rows.Where(r => r.name.OwnerId == owner);
            if (request.After is { } after)
            {
                var last = after.CustomerId;
                rows = rows.Where(r => r.face.RiskMinor < after.RiskMinor || (r.face.RiskMinor == after.RiskMinor && r.face.CustomerId < last));
            }
            var found = await rows.OrderByDescending(r => r.face.RiskMinor).ThenByDescending(r => r.face.CustomerId).Take(request.Take + 1).ToListAsync(ct);

            var ids = found.Select(r => r.face.CustomerId).ToList();
            var standings = found.Count == 0 ? [] : await LatestStandings.Of(db, ids, found[0].face.AsOf, ct);
            var owners = found.Select(r => r.name.OwnerId).OfType<Id<Person>>().Distinct().ToList();
            var people = await db.PersonNames().Where(p => owners.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
            var customers = found.Take(request.Take).Select(r =>
            {
                var standing = standings.GetValueOrDefault(r.face.CustomerId);
                return new AtRiskCustomer
                {
                    CustomerId = r.name.Id, Code = r.name.Code, Name = r.name.Name, OwnerId = r.name.OwnerId,
                    OwnerName = r.name.OwnerId is { } id ? people.GetValueOrDefault(id) : null,
                    Grade = r.face.Grade, Colour = r.face.Colour, Stage = r.face.Stage, Churn = r.face.Churn ?? 0, RiskMinor = r.face.RiskMinor ?? 0,
                    CurrentMinor = standing?.CurrentMinor ?? 0, PotentialMinor = standing?.PotentialMinor ?? 0,
                    LastPurchaseOn = r.face.LastPurchaseOn, Reasons = standing is null ? [] : StandingEvidence.Of(standing).Say(texts, firm.BaseCurrency),
                };
            }).ToList();
            // An empty list may mean that all is well, or that nothing can be told.
            var run = found.Count > 0 || await LatestStandings.Day(db, null, ct) is not { } day ? null : await RunSummary.Of(db, day, ct);
            return new()
            {
                AsOf = found.Count > 0 ? found[0].face.AsOf : run?.AsOf, EnoughData = found.Count > 0 || run?.Model.EnoughData == true, Currency = firm.BaseCurrency, Customers = customers,
                Next = found.Count > request.Take ? new(customers[^1].RiskMinor, customers[^1].CustomerId) : null,
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/at-risk",
        (string? grade, string? stage, Id<Person>? owner, double? churn, long? afterRisk, Id<Customer>? afterId, int? take, Asker asker, CancellationToken ct) =>
            asker.Answer(new CustomersAtRisk
            {
                Grade = grade, Stage = stage, OwnerId = owner, LeastChurn = churn ?? Reasons.RiskReasons.AtRisk, Take = take ?? 20,
                After = afterRisk is { } risk && afterId is { } id ? new(risk, id) : null,
            }, ct)).Produces<AtRiskPage>().WithSummary("Customers at risk, by money");
}

/// <summary>A place in the list.</summary>
public sealed record AtRiskPlace(long RiskMinor, Id<Customer> CustomerId);

/// <summary>Some rows of the list.</summary>
public sealed record AtRiskPage
{
    /// <summary>Null where there was no run yet.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>False where too few have bought again to tell who stays away: an empty list then says nothing.</summary>
    public bool EnoughData { get; init; }
    public string Currency { get; init; } = "";
    public IReadOnlyList<AtRiskCustomer> Customers { get; init; } = [];

    /// <summary>Null on the last page.</summary>
    public AtRiskPlace? Next { get; init; }
}

/// <summary>One customer at risk.</summary>
public sealed record AtRiskCustomer
{
    public Id<Customer> CustomerId { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public Id<Person>? OwnerId { get; init; }
    public string? OwnerName { get; init; }
    public string? Grade { get; init; }
    public string? Colour { get; init; }
    public string? Stage { get; init; }
    public double Churn { get; init; }
    public long RiskMinor { get; init; }
    public long CurrentMinor { get; init; }
    public long PotentialMinor { get; init; }
    public DateOnly? LastPurchaseOn { get; init; }

    /// <summary>Three, the weightiest first.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];
}
