using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Contact.Privacy;

/// <summary>Says whose a request about personal data is, after making sure of it: what somebody types into a public form proves nothing.</summary>
[Needs(ContactRights.Privacy)]
internal sealed record AssignPrivacyRequest : IUseCase<bool>, IConcerns<Customer>
{
    public Id<PrivacyRequest> RequestId { get; set; }
    public Id<Customer> CustomerId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<AssignPrivacyRequest, bool>
    {
        public async Task<bool> Handle(AssignPrivacyRequest request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(CustomerId), request.CustomerId.IsNone, "contact.privacy.whose");
            (await db.PrivacyRequestToAnswer(request.RequestId, actor, ct)).BelongsTo(request.CustomerId);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/privacy/requests/{requestId}/customer", (Id<PrivacyRequest> requestId, AssignPrivacyRequest request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { RequestId = requestId }, ct)).Produces<bool>().WithSummary("Say whose a request about personal data is");
}
