using System.ComponentModel.DataAnnotations;
using Guanxi.Contact.Consent;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Contact.Privacy;

/// <summary>Answers a request about personal data: what was done, or why not. Who asked to be left alone is left alone with it.</summary>
[Needs(ContactRights.Privacy)]
internal sealed record AnswerPrivacyRequest : IUseCase<bool>
{
    public Id<PrivacyRequest> RequestId { get; set; }

    /// <summary>Whether what was asked for was done.</summary>
    public bool Done { get; set; }
    [Required, StringLength(2000)] public string? Answer { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<AnswerPrivacyRequest, bool>
    {
        public async Task<bool> Handle(AnswerPrivacyRequest request, Actor actor, CancellationToken ct)
        {
            var (asked, now) = (await db.PrivacyRequestToAnswer(request.RequestId, actor, ct), clock.GetUtcNow());
            asked.End(request.Done, request.Answer!, actor.Id, now);
            if (request.Done && asked is { Wish: PrivacyWish.Restrict, CustomerId: { } customer })
            {
                var permissions = await db.PermissionsOf(customer, ct);
                foreach (var word in permissions.Change(null, null, given: false).Concat(permissions.Change(ConsentPurpose.Profiling, null, given: false)))
                    db.Add(ConsentEntry.Told(customer, word, asked.Words, actor.Id, now));
            }
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/privacy/requests/{requestId}/answer", (Id<PrivacyRequest> requestId, AnswerPrivacyRequest request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { RequestId = requestId }, ct)).Produces<bool>().WithSummary("Answer a request about personal data");
}
