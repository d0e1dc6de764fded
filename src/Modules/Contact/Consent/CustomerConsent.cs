using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Consent;

/// <summary>What a customer allows, and every word from which that follows, newest first.</summary>
[Needs(ContactRights.Read)]
internal sealed record CustomerConsent : IQuestion<ConsentView>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<CustomerConsent, ConsentView>
    {
        public async Task<ConsentView> Handle(CustomerConsent request, Actor actor, CancellationToken ct)
        {
            var said = await db.Set<ConsentEntry>().AsNoTracking().Where(e => e.CustomerId == request.CustomerId).OrderByDescending(e => e.SaidAt).ThenByDescending(e => e.Id).ToListAsync(ct);
            var names = await db.NamesOf(said.Select(e => e.NotedBy).OfType<Id<Person>>(), ct);
            var permissions = Permissions.Of(said, await db.Setting<ConsentSettings>(ct));
            return new()
            {
                Permissions = [.. permissions.All], DoNotContact = permissions.DoNotContact, HasLimits = permissions.HasLimits,
                Said = [.. said.Select(e => new ConsentSaid { Purpose = e.Purpose, Channel = e.Channel, Given = e.Given, SaidAt = e.SaidAt, Source = e.Source, Evidence = e.Evidence, NotedBy = e.NotedBy is { } by ? names.GetValueOrDefault(by) : null })],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/consent", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerConsent { CustomerId = customerId }, ct)).Produces<ConsentView>().WithSummary("What a customer allows to be contacted for, by which ways, and since when");
}

/// <summary>What a customer allows.</summary>
internal sealed record ConsentView
{
    public required IReadOnlyList<Permission> Permissions { get; init; }

    /// <summary>No to every contact that isn't part of the service itself.</summary>
    public required bool DoNotContact { get; init; }

    /// <summary>No to some of it.</summary>
    public required bool HasLimits { get; init; }

    /// <summary>Every word, newest first.</summary>
    public required IReadOnlyList<ConsentSaid> Said { get; init; }

    public bool IsAllowed(ConsentPurpose purpose, ConsentChannel? channel) => Permissions.Single(p => p.Purpose == purpose && p.Channel == channel).Allowed;
}

/// <summary>One word of a customer.</summary>
internal sealed record ConsentSaid
{
    public required ConsentPurpose Purpose { get; init; }

    /// <summary>Null for every way.</summary>
    public ConsentChannel? Channel { get; init; }
    public required bool Given { get; init; }
    public required DateTimeOffset SaidAt { get; init; }
    public required ConsentSource Source { get; init; }
    public string? Evidence { get; init; }

    /// <summary>Null where the customer did it alone.</summary>
    public string? NotedBy { get; init; }
}
