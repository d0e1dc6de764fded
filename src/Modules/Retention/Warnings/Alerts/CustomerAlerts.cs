using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Warnings.Alerts;

/// <summary>Open warnings of one customer, the worst first.</summary>
[Needs(ValueRights.Read)]
internal sealed record CustomerAlerts : IQuestion<IReadOnlyList<AlertRow>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    private static readonly PreparedQuery<Id<Customer>, List<Alert>> Open = PreparedQuery.List((GuanxiDb db, Id<Customer> customer) =>
        db.Set<Alert>().AsNoTracking().Where(a => a.CustomerId == customer && a.State == AlertState.Open));

    internal sealed class Handler(GuanxiDb db, AlertRows rows) : IHandler<CustomerAlerts, IReadOnlyList<AlertRow>>
    {
        public async Task<IReadOnlyList<AlertRow>> Handle(CustomerAlerts request, Actor actor, CancellationToken ct)
        {
            // At most one for each signal.
            var alerts = await Open.Run(db, request.CustomerId, ct);
            return alerts.Count == 0 ? [] : await rows.Of([.. alerts.OrderByDescending(a => a.Severity).ThenBy(a => a.DueOn).ThenBy(a => a.Signal)], actor, ct);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/warnings", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerAlerts { CustomerId = customerId }, ct)).Produces<IReadOnlyList<AlertRow>>().WithSummary("Open warnings of one customer");
}
