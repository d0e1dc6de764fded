using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Customers around one customer, two steps far: links that hold, and who brought whom. Those out of the reader's reach are there without a name, and nothing is told of whom they are linked with.</summary>
[Needs(CustomersRights.Read)]
public sealed record CustomerNetwork : IQuestion<Network>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<CustomerNetwork, Network>
    {
        // What a picture can show; the lists have them all.
        private const int Steps = 2, MostCustomers = 60, MostBrought = 12;

        public async Task<Network> Handle(CustomerNetwork request, Actor actor, CancellationToken ct)
        {
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
            var (found, lines) = (new Dictionary<Id<Customer>, NetworkCustomer>(), new HashSet<NetworkLine>());
            var (next, cut) = (new List<Id<Customer>> { request.CustomerId }, false);
            for (var step = 0; step <= Steps && next.Count > 0; step++)
            {
                var here = next.Where(c => !found.ContainsKey(c)).Distinct().ToList();
                cut |= found.Count + here.Count > MostCustomers;
                here = [.. here.Take(MostCustomers - found.Count)];
                var seen = await db.Set<Customer>().AsNoTracking().VisibleTo(actor).Where(c => here.Contains(c.Id)).Select(c => new { c.Id, c.Code, c.Name, c.Kind, c.ReferredById }).ToDictionaryAsync(c => c.Id, ct);
                foreach (var id in here) found[id] = seen.GetValueOrDefault(id) is { } one ? new(id, one.Code, one.Name, one.Kind, step) : new(id, null, null, null, step);
                // The last step is only looked at from the one before it.
                if (step == Steps) break;
                var known = seen.Keys.ToList();
                var links = await db.Set<CustomerLink>().AsNoTracking().Where(l => (known.Contains(l.CustomerId) || known.Contains(l.OtherId)) && (l.UntilOn == null || l.UntilOn >= today))
                    .OrderBy(l => l.Id).Take(MostCustomers * 4).ToListAsync(ct);
                var brought = await db.Set<Customer>().AsNoTracking().VisibleTo(actor).Where(c => c.ReferredById != null && known.Contains(c.ReferredById.Value)).OrderByDescending(c => c.Id)
                    .Take(MostBrought).Select(c => new { c.Id, ReferredById = c.ReferredById!.Value }).ToListAsync(ct);
                lines.UnionWith(links.Select(l => new NetworkLine(l.CustomerId, l.OtherId, l.SeenFrom(l.CustomerId))));
                lines.UnionWith(brought.Select(b => new NetworkLine(b.Id, b.ReferredById, LinkRelation.Referrer)));
                lines.UnionWith(seen.Values.Where(c => c.ReferredById is not null).Select(c => new NetworkLine(c.Id, c.ReferredById!.Value, LinkRelation.Referrer)));
                next = [.. lines.SelectMany(l => new[] { l.From, l.To })];
            }
            return new() { Customers = [.. found.Values], Lines = [.. lines.Where(l => found.ContainsKey(l.From) && found.ContainsKey(l.To)).OrderBy(l => found[l.From].Steps).ThenBy(l => l.Relation)], Cut = cut };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/network", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerNetwork { CustomerId = customerId }, ct)).Produces<Network>().WithSummary("Customers around one customer, two steps far");
}

/// <summary>Customers and how they are linked.</summary>
public sealed record Network
{
    /// <summary>The one in the middle first.</summary>
    public required IReadOnlyList<NetworkCustomer> Customers { get; init; }
    public required IReadOnlyList<NetworkLine> Lines { get; init; }

    /// <summary>There are more than are shown.</summary>
    public bool Cut { get; init; }
}

/// <summary>A customer in the picture.</summary>
/// <param name="Id">Whose.</param>
/// <param name="Code">Null where the customer is out of the reader's reach.</param>
/// <param name="Name">Null where the customer is out of the reader's reach.</param>
/// <param name="Kind">Null where the customer is out of the reader's reach.</param>
/// <param name="Steps">How far from the one in the middle.</param>
public sealed record NetworkCustomer(Id<Customer> Id, string? Code, string? Name, CustomerKind? Kind, int Steps);

/// <summary>A line of the picture.</summary>
/// <param name="From">One end.</param>
/// <param name="To">The other end.</param>
/// <param name="Relation">What the other end is to the one.</param>
public sealed record NetworkLine(Id<Customer> From, Id<Customer> To, LinkRelation Relation);
