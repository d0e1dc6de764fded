using Guanxi.Data;
using Guanxi.Staff.People;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.SignIn;

/// <summary>Counts one try at somebody's password, before it is looked at. Refused while they are locked out.</summary>
[Needs(StaffRights.Edit), Audited(AuditAct.TriedToSignIn)]
internal sealed record CountAttempt : IUseCase<Id<Person>>
{
    public Id<Person> PersonId { get; init; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<CountAttempt, Id<Person>>
    {
        public async Task<Id<Person>> Handle(CountAttempt request, Actor actor, CancellationToken ct)
        {
            (await db.Set<Colleague>().FirstAsync(p => p.Id == request.PersonId, ct)).CountAttempt(clock.GetUtcNow());
            return request.PersonId;
        }
    }
}

/// <summary>Notes that somebody signed in: earlier wrong tries are forgotten.</summary>
[Needs(StaffRights.Edit), Audited(AuditAct.SignedIn)]
internal sealed record NoteSignIn : IUseCase<Id<Person>>
{
    public Id<Person> PersonId { get; init; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<NoteSignIn, Id<Person>>
    {
        public async Task<Id<Person>> Handle(NoteSignIn request, Actor actor, CancellationToken ct)
        {
            (await db.Set<Colleague>().FirstAsync(p => p.Id == request.PersonId, ct)).SignedIn(clock.GetUtcNow());
            return request.PersonId;
        }
    }
}
