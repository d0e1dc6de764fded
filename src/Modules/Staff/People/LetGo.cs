using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Staff.People;

/// <summary>A person leaves, or comes back. Who left is signed out, can't sign in and is no longer offered as an owner; what they did stays theirs.</summary>
[Needs(StaffRights.Edit)]
public sealed record LetGo : IUseCase<bool>, IConcerns<Person>
{
    public Id<Person> PersonId { get; set; }

    /// <summary>True takes them back.</summary>
    public bool TakeBack { get; set; }
    Id<Person> IConcerns<Person>.Subject => PersonId;

    internal sealed class Handler(GuanxiDb db, Actors actors) : IHandler<LetGo, bool>
    {
        public async Task<bool> Handle(LetGo request, Actor actor, CancellationToken ct)
        {
            var person = await db.By(actor, request.PersonId, ct);
            if (request.TakeBack) person.Return();
            else
            {
                Refuse.If(person.Id == actor.Id, "staff.person.not_oneself");
                await db.KeepAnOwner(person, ct);
                person.Leave();
            }
            db.Afterwards(() => actors.Forget(person.Id));
            return person.Active;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/people/{personId}/let-go", (Id<Person> personId, bool? takeBack, Asker asker, CancellationToken ct) =>
            asker.Answer(new LetGo { PersonId = personId, TakeBack = takeBack ?? false }, ct)).Produces<bool>();
}
