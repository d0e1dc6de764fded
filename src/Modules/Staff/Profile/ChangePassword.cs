using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Staff.People;
using Guanxi.Staff.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.Profile;

/// <summary>Changes one's own password, proved by the current one. Every other sign-in ends.</summary>
[NeedsNoRight("Changes only oneself, and only with the current password.")]
internal sealed record ChangePassword : IUseCase<Id<Person>>
{
    [Required, StringLength(128)] public string Current { get; set; } = "";
    [Required, StringLength(128)] public string New { get; set; } = "";
    [Compare(nameof(New))] public string? Again { get; set; }

    internal sealed class Handler(GuanxiDb db, Passwords passwords, Actors actors, TimeProvider clock) : IHandler<ChangePassword, Id<Person>>
    {
        public async Task<Id<Person>> Handle(ChangePassword request, Actor actor, CancellationToken ct)
        {
            var person = Refuse.Missing(await db.Set<Colleague>().FirstOrDefaultAsync(p => p.Id == actor.Id, ct), "staff.person.not_found");
            Refuse.If(person.LockedMinutes(clock.GetUtcNow()) > 0, "staff.sign_in.locked", person.LockedMinutes(clock.GetUtcNow()));
            Refuse.Field(nameof(Current), !passwords.Fits(person, request.Current), "staff.password.current_wrong");
            passwords.Set(person, request.New, nameof(New));
            await db.NoDemoSignIn(person, ct);
            db.Afterwards(() => actors.Forget(person.Id));
            return person.Id;
        }
    }
}

/// <summary>Ends every sign-in of one's own, on all devices.</summary>
[NeedsNoRight("Signs out only oneself.")]
internal sealed record SignOutEverywhere : IUseCase<Id<Person>>
{
    internal sealed class Handler(GuanxiDb db, Actors actors) : IHandler<SignOutEverywhere, Id<Person>>
    {
        public async Task<Id<Person>> Handle(SignOutEverywhere request, Actor actor, CancellationToken ct)
        {
            var person = Refuse.Missing(await db.Set<Colleague>().FirstOrDefaultAsync(p => p.Id == actor.Id, ct), "staff.person.not_found");
            person.SignOutEverywhere();
            db.Afterwards(() => actors.Forget(person.Id));
            return person.Id;
        }
    }
}
