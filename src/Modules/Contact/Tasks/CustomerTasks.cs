using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Tasks;

/// <summary>What is still to do for one customer, the most urgent first; at most twenty.</summary>
[Needs(ContactRights.Read)]
internal sealed record CustomerTasks : IQuestion<IReadOnlyList<TaskRow>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    private static readonly PreparedQuery<Id<Customer>, List<FollowUp>> ToDo = PreparedQuery.List((GuanxiDb db, Id<Customer> customer) =>
        db.Set<FollowUp>().AsNoTracking().Where(t => t.CustomerId == customer && t.DoneAt == null).OrderBy(t => t.DueOn).ThenBy(t => t.Id).Take(20));

    internal sealed class Handler(GuanxiDb db) : IHandler<CustomerTasks, IReadOnlyList<TaskRow>>
    {
        public async Task<IReadOnlyList<TaskRow>> Handle(CustomerTasks request, Actor actor, CancellationToken ct)
        {
            var customer = Refuse.Missing(await db.CustomerNameFor(actor, request.CustomerId, ct), "customers.customer.not_found");
            var tasks = await ToDo.Run(db, request.CustomerId, ct);
            var people = await db.NamesOf(tasks.Select(t => t.OwnerId), ct);
            return [.. tasks.Select(t => TaskRow.Of(t, customer, people.GetValueOrDefault(t.OwnerId)))];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/tasks",
        (Id<Customer> customerId, Asker asker, CancellationToken ct) => asker.Answer(new CustomerTasks { CustomerId = customerId }, ct))
        .Produces<IReadOnlyList<TaskRow>>().WithSummary("What is still to do for one customer");
}
