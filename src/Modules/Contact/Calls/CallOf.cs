using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Calls;

/// <summary>One call, and while nobody knows whose it was, customers with the same number or name.</summary>
[Needs(ContactRights.Read)]
internal sealed record CallOf : IQuestion<CallDetail>
{
    public Id<Call> CallId { get; init; }

    /// <summary>Another number or name to look for. Answered to who may enter customers: they are told of duplicates anyway.</summary>
    [StringLength(120)] public string? Who { get; init; }

    internal sealed class Handler(GuanxiDb db, CallRows rows, IHandler<LikelyDuplicates, IReadOnlyList<LikelyDuplicate>> likely) : IHandler<CallOf, CallDetail>
    {
        public async Task<CallDetail> Handle(CallOf request, Actor actor, CancellationToken ct)
        {
            var call = Refuse.Missing(await db.CallsFor(actor).FirstOrDefaultAsync(c => c.Id == request.CallId, ct), "contact.call.not_found");
            var asked = request.Who?.Trim() is { Length: > 0 } who ? who : null;
            // A telephone number is mostly digits; whatever else was typed is a name.
            var number = asked is null ? call.Number : asked.Count(char.IsAsciiDigit) * 2 > asked.Length ? asked : null;
            return new()
            {
                Call = (await rows.Of([call], actor, ct))[0],
                Likely = call.CustomerId is not null || !actor.May(CustomersRights.Edit) ? [] : await likely.Handle(new() { Phone = number, Country = "CN", Name = asked is null ? call.CallerName : number is null ? asked : null }, actor, ct),
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/calls/{callId}", (Id<Call> callId, string? who, Asker asker, CancellationToken ct) => asker.Answer(new CallOf { CallId = callId, Who = who }, ct))
        .Produces<CallDetail>().WithSummary("One call, and whose it may have been");
}

/// <summary>A call, and whose it may have been.</summary>
internal sealed record CallDetail
{
    public required CallRow Call { get; init; }
    public required IReadOnlyList<LikelyDuplicate> Likely { get; init; }
}
