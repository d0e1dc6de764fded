using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Contact.Consent;

/// <summary>Notes what a customer said about being contacted. A yes needs its evidence; a no holds at once.</summary>
[Needs(ContactRights.Edit)]
internal sealed record RecordConsent : IUseCase<int>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }

    /// <summary>Null for every contact; not for profiling, which is named.</summary>
    public ConsentPurpose? Purpose { get; set; }

    /// <summary>Null for every way.</summary>
    public ConsentChannel? Channel { get; set; }
    public bool Given { get; set; }
    [StringLength(500)] public string? Evidence { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<RecordConsent, int>
    {
        public async Task<int> Handle(RecordConsent request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            var changes = (await db.PermissionsOf(request.CustomerId, ct)).Change(request.Purpose, request.Channel, request.Given).ToList();
            Refuse.If(changes.Count == 0, "contact.consent.holds_already");
            foreach (var word in changes) db.Add(ConsentEntry.Told(request.CustomerId, word, request.Evidence, actor.Id, clock.GetUtcNow()));
            return changes.Count;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/consent", (Id<Customer> customerId, RecordConsent request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { CustomerId = customerId }, ct)).Produces<int>().WithSummary("Note that a customer gave or withdrew consent; answers how many words were noted");
}
