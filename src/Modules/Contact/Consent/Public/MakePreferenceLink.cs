using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Contact.Consent.Public;

/// <summary>Makes a private link by which a customer says what they may be contacted for, and asks about their data. It is shown only now; send it yourself.</summary>
[Needs(ContactRights.Edit)]
internal sealed record MakePreferenceLink : IUseCase<string>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<MakePreferenceLink, string>
    {
        public Task<string> Handle(MakePreferenceLink request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            var secret = SecretToken.New();
            db.Add(PreferenceLink.For(request.CustomerId, secret, clock.GetUtcNow()));
            return Task.FromResult($"/preferences/{secret}");
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/consent/link", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
        asker.Answer(new MakePreferenceLink { CustomerId = customerId }, ct)).Produces<string>().WithMetadata(KeepsNoAnswer.Instance).WithSummary("Make a private link by which a customer says what they may be contacted for");
}
