using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Puts one fact of a customer back to what it was before one change.</summary>
[Needs(CustomersRights.Edit)]
public sealed record UndoFieldChange : IUseCase<int>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>As the history names it.</summary>
    public Id<FactChange> ChangeId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, CustomerKeys keys, Referrers referrers, TimeProvider clock) : IHandler<UndoFieldChange, int>
    {
        public async Task<int> Handle(UndoFieldChange request, Actor actor, CancellationToken ct)
        {
            var change = Refuse.Missing(await db.Set<FieldChange>().AsNoTracking()
                .FirstOrDefaultAsync(c => c.SubjectId == request.CustomerId.Value && c.Id == request.ChangeId.Value, ct), "customers.change.not_found");
            var customer = await db.Set<Customer>().FirstAsync(c => c.Id == request.CustomerId, ct);
            var field = Refuse.Missing(CustomerFields.Find(change.Field), "customers.change.not_found");
            // What came after would be lost without a word.
            Refuse.If(field.Read(customer) != change.NewValue, "customers.change.changed_since");

            if (field.Write is { } write)
            {
                var facts = CustomerFacts.Of(customer);
                write(facts, change.OldValue);
                customer.Change(facts, clock.GetUtcNow());
                await keys.Follow(customer, keepOthers: true, ct);
            }
            else if (field.Name == nameof(Customer.ReferredById)) await referrers.Set(customer, Before<Customer>(change), ct);
            else
            {
                Refuse.If(!actor.May(CustomersRights.Assign), "kernel.right.missing", CustomersRights.Assign);
                customer.Assign(
                    field.Name == nameof(Customer.OwnerId) ? Before<Person>(change) : customer.OwnerId,
                    field.Name == nameof(Customer.UnitId) ? Before<Unit>(change) : customer.UnitId);
            }
            return customer.Version + 1;
        }

        private static Id<T>? Before<T>(FieldChange change) => Id<T>.TryParse(change.OldValue, null, out var id) ? id : null;
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/customers/{customerId}/history/{changeId}/undo", (Id<Customer> customerId, Id<FactChange> changeId, Asker asker, CancellationToken ct) =>
            asker.Answer(new UndoFieldChange { CustomerId = customerId, ChangeId = changeId }, ct)).Produces<int>().WithSummary("Put one fact back to what it was before one change");
}
