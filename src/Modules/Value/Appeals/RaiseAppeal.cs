using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Levels;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Appeals;

/// <summary>Says that a label of a customer (grade, stage, risk, relationship level) is wrong, and why. It stays open until somebody answers.</summary>
[Needs(ValueRights.Read)]
internal sealed record RaiseAppeal : IUseCase<Id<Customer>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public AppealLabel Label { get; set; }
    [Required, StringLength(1000)] public string? Note { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<RaiseAppeal, Id<Customer>>
    {
        public async Task<Id<Customer>> Handle(RaiseAppeal request, Actor actor, CancellationToken ct)
        {
            var standing = await LatestStandings.Of(db, request.CustomerId, null, ct);
            Refuse.If(standing is null, "value.appeal.no_label");
            Refuse.If(await db.Set<Appeal>().AnyAsync(a => a.CustomerId == request.CustomerId && a.Label == request.Label && a.State == AppealState.Open, ct), "value.appeal.open_already");
            var said = request.Label switch
            {
                AppealLabel.Grade => standing.Grade,
                AppealLabel.Stage => standing.Stage,
                AppealLabel.Risk => standing.Churn?.ToString("P0", CultureInfo.InvariantCulture) ?? "",
                _ => (await db.Set<PractisedLevel>().Where(l => l.CustomerId == request.CustomerId && l.Current).Select(l => (Insight.RelationshipLevel?)l.Level).FirstOrDefaultAsync(ct))?.ToString().ToLowerInvariant() ?? "",
            };
            db.Add(Appeal.Raise(request.CustomerId, request.Label, said, standing.AsOf, request.Note!, actor.Id, clock.GetUtcNow()));
            return request.CustomerId;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/appeals", (Id<Customer> customerId, RaiseAppeal request, Asker asker, CancellationToken ct) =>
        asker.Created(request with { CustomerId = customerId }, id => $"/api/customers/{id}/appeals", ct)).Produces<Id<Customer>>(StatusCodes.Status201Created).WithSummary("Say that a label of a customer is wrong");
}
