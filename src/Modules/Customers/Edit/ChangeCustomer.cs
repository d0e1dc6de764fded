using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Changes a customer's facts. Where somebody else changed another fact meanwhile both changes stand; where it was the same fact, it is refused until one chose.</summary>
[Needs(CustomersRights.Edit)]
public sealed record ChangeCustomer : CustomerFacts, IUseCase<int>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>The version that the changer looked at.</summary>
    public int Version { get; set; }

    /// <summary>The facts that the changer looked at. Without them any change meanwhile is a conflict.</summary>
    public CustomerFacts? Was { get; set; }

    /// <summary>Names of facts for which the other's change shall stand.</summary>
    public IReadOnlyList<string>? Theirs { get; set; }

    /// <summary>Null leaves the ID number as it is; empty forgets it.</summary>
    [StringLength(18)] public string? IdNumber { get; set; }

    /// <summary>Between commas; null leaves the tags as they are.</summary>
    [StringLength(600)] public string? Tags { get; set; }

    /// <summary>It really is another customer than the one with the same phone or e-mail.</summary>
    public bool EvenIfKnown { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, CustomerKeys keys, IdNumbers idNumbers, TimeProvider clock, Texts texts) : IHandler<ChangeCustomer, int>
    {
        public async Task<int> Handle(ChangeCustomer request, Actor actor, CancellationToken ct)
        {
            var customer = await db.Set<Customer>().FirstAsync(c => c.Id == request.CustomerId, ct);
            var facts = Merge(request, customer, actor);
            customer.Change(facts, clock.GetUtcNow());
            if (request.IdNumber is { } number && number != Mask.IdNumber(idNumbers.Open(customer.IdNumberSealed)))
            {
                Refuse.Field(nameof(IdNumber), Mask.In(number), "customers.customer.still_masked");
                customer.Keep(SealedIdNumber.Of(idNumbers, number, customer.Kind));
            }
            customer.Confirm(clock.GetUtcNow());
            await keys.Follow(customer, request.EvenIfKnown, ct);
            if (request.Tags is not null) await Tag(customer.Id, CustomerTag.Parse(request.Tags), ct);
            return customer.Version + 1;
        }

        private CustomerFacts Merge(ChangeCustomer request, Customer customer, Actor actor)
        {
            var (mine, now) = (request.Tidy(), CustomerFacts.Of(customer));
            var was = request.Was?.Tidy();
            var merged = CustomerFacts.Of(customer);
            var conflicts = new List<string>();
            foreach (var field in CustomerFields.All)
            {
                if (field is not { ReadFacts: { } read, Write: { } write }) continue;
                // What this person sees only masked comes back masked: it says nothing about the fact.
                if (IsMasked(field.Name, read(mine), read(now), actor)) continue;
                if (read(mine) == read(now) || request.Theirs?.Contains(field.Name) == true) continue;
                if (was is not null && read(mine) == read(was)) continue;
                if (request.Version != customer.Version && (was is null || read(was) != read(now))) conflicts.Add(field.Name);
                else write(merged, read(mine));
            }
            if (conflicts.Count > 0)
                throw new RefusedException("customers.customer.changed_meanwhile", string.Join(texts["customers.list.comma"], conflicts.Select(f => texts[CustomerFields.KeyOf(f)])), string.Join(", ", conflicts)) { Field = conflicts[0] };
            return merged;
        }

        private static bool IsMasked(string field, string? mine, string? now, Actor actor) =>
            !actor.May(KernelRights.Personal) && now is not null && mine is not null && mine == Mask.For(actor, field, now);

        private async Task Tag(Id<Customer> customer, IReadOnlyList<string> tags, CancellationToken ct)
        {
            var there = await db.Set<CustomerTag>().Where(t => t.CustomerId == customer).ToListAsync(ct);
            db.RemoveRange(there.Where(t => !tags.Contains(t.Tag)));
            foreach (var tag in tags.Where(tag => there.All(t => t.Tag != tag))) db.Add(CustomerTag.Of(customer, tag));
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPut("/customers/{customerId}", (Id<Customer> customerId, ChangeCustomer request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId }, ct)).Produces<int>().WithSummary("Change a customer's facts");
}
