using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Contact.Calls;

/// <summary>Logs a call of somebody whom nobody knows. Who it was can be said later.</summary>
[Needs(ContactRights.Edit)]
internal sealed record LogStrangersCall : IUseCase<Id<Call>>
{
    /// <summary>As the telephone shows it, or as the caller says it.</summary>
    [StringLength(60)] public string? Number { get; set; }

    /// <summary>As the caller names themselves.</summary>
    [StringLength(120)] public string? CallerName { get; set; }

    /// <summary>What the call is about, in a few words.</summary>
    [Required, StringLength(200)] public string? Purpose { get; set; }

    /// <summary>As the caller said it.</summary>
    [StringLength(2000)] public string? Words { get; set; }
    [Range(0, 1440)] public int? Minutes { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<LogStrangersCall, Id<Call>>
    {
        public async Task<Id<Call>> Handle(LogStrangersCall request, Actor actor, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var call = Call.Of(null, new(request.Purpose, request.Words, request.Minutes, request.Number, request.CallerName), actor.Id, actor.HomeUnit, now, (await db.Setting<FirmSettings>(ct)).DayOf(now));
            db.Add(call);
            return call.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/calls", (LogStrangersCall request, Asker asker, CancellationToken ct) => asker.Created(request, id => $"/api/calls/{id}", ct))
        .Produces<Id<Call>>(StatusCodes.Status201Created).WithSummary("Log a call of somebody whom nobody knows");
}
