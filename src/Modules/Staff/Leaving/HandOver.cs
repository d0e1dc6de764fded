using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Jobs;
using Guanxi.Staff.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.Leaving;

/// <summary>Hands all open work of one person over to another in one act: what that one may see to, and of customers whom they may see. The rest stays.</summary>
[Needs(StaffRights.Edit)]
public sealed record HandOver : IUseCase<IReadOnlyList<WorkHandedOver>>, IConcerns<Person>
{
    /// <summary>Whose work it is: somebody who leaves, left, or is away for long.</summary>
    public Id<Person> PersonId { get; set; }
    public Id<Person> ToId { get; set; }

    /// <summary>Stands in the course of each piece.</summary>
    [StringLength(500)] public string? Note { get; set; }
    Id<Person> IConcerns<Person>.Subject => PersonId;

    internal sealed class Handler(GuanxiDb db, IEnumerable<IHandOver> kinds, IActors actors, Texts texts, TimeProvider clock) : IHandler<HandOver, IReadOnlyList<WorkHandedOver>>
    {
        public async Task<IReadOnlyList<WorkHandedOver>> Handle(HandOver request, Actor actor, CancellationToken ct)
        {
            _ = await db.By(actor, request.PersonId, ct);
            Refuse.Field(nameof(ToId), request.ToId == request.PersonId, "staff.hand_over.same_person");
            // Asked anew: whoever left a moment ago may still be known as an actor.
            var works = !request.ToId.IsNone && request.ToId != Actor.System.Id && await db.Set<Colleague>().AnyAsync(p => p.Id == request.ToId && p.Active, ct);
            var to = works ? await actors.Find(request.ToId, ct) : null;
            Refuse.Field(nameof(ToId), to is null, "staff.hand_over.nobody");
            var handing = new HandingOver { From = request.PersonId, To = to, By = actor.Id, Note = request.Note, Now = clock.GetUtcNow() };
            var done = new List<WorkHandedOver>();
            foreach (var kind in kinds)
            {
                var open = await kind.Count(request.PersonId, ct);
                var given = open == 0 ? 0 : await kind.Give(handing, ct);
                done.Add(new(kind.Kind, texts[kind.Text], given, open - given));
            }

            Refuse.If(done.TrueForAll(d => d.Given + d.Left == 0), "staff.hand_over.nothing");
            Refuse.Field(nameof(ToId), done.TrueForAll(d => d.Given == 0), "staff.hand_over.may_take_nothing", to.Name);
            db.Remark(string.Join(' ', done.Where(d => d.Given > 0).Select(d => $"{d.Kind}:{d.Given}")));
            return done;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/people/{personId}/hand-over", (Id<Person> personId, HandOver request, Asker asker, CancellationToken ct) => asker.Answer(request with { PersonId = personId }, ct))
            .Produces<IReadOnlyList<WorkHandedOver>>().WithSummary("Hand all open work of one person over to another");
}

/// <summary>What became of the open work of one kind.</summary>
/// <param name="Label">In the reader's language.</param>
/// <param name="Left">What stays with the first one, because the other may not see its customer, or there was too much for one act.</param>
public sealed record WorkHandedOver(string Kind, string Label, int Given, int Left);
