using Guanxi.Data;
using Guanxi.Staff.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.SignIn;

/// <summary>Signing in with a password.</summary>
/// <remarks>Identity's own sign-in looks at the password first and counts afterwards, so a hundred guesses sent at once are all looked at; here each is counted first.</remarks>
internal sealed class Entrance(GuanxiDb db, UseCases useCases, Passwords passwords, SignInManager<Colleague> cookies, TimeProvider clock)
{
    /// <summary>Signs in, setting the session's cookie.</summary>
    /// <param name="stay">Also after the browser was closed.</param>
    public async Task<Outcome<Colleague>> SignIn(string userName, string password, bool stay, CancellationToken ct)
    {
        var normalized = userName.Trim().ToUpperInvariant();
        var person = await db.Set<Colleague>().AsNoTracking().FirstOrDefaultAsync(p => p.NormalizedUserName == normalized && p.Active, ct);
        if (person is not null)
        {
            var counted = await Count(person.Id, ct);
            if (!counted.Ok) return Outcome<Colleague>.Refused(counted.Refusal, counted.Args);
        }
        if (!passwords.Fits(person, password)) return await Wrong(person, ct);
        await Enter(person!, stay, ct);
        return Outcome<Colleague>.Done(person!);
    }

    /// <summary>Whether this is the person's password, counted as a try: a session left open must not become a place to guess.</summary>
    public async Task<Outcome<bool>> Prove(Id<Person> id, string password, CancellationToken ct)
    {
        var counted = await Count(id, ct);
        if (!counted.Ok) return Outcome<bool>.Refused(counted.Refusal, counted.Args);
        if (!passwords.Fits(await Person(id, ct), password)) return Outcome<bool>.Done(false);
        _ = await useCases.Run(new NoteSignIn { PersonId = id }, As(id), ct);
        return Outcome<bool>.Done(true);
    }

    /// <summary>Signs in whoever just proved who they are by a one-time link.</summary>
    public async Task Enter(Colleague person, bool stay, CancellationToken ct)
    {
        _ = await useCases.Run(new NoteSignIn { PersonId = person.Id }, As(person.Id), ct);
        await cookies.SignInAsync(person, isPersistent: stay);
    }

    public Task<Colleague> Person(Id<Person> id, CancellationToken ct) => db.Set<Colleague>().AsNoTracking().FirstAsync(p => p.Id == id, ct);

    // The product does it, before there is an actor; the audit says whose sign-in it is.
    private static Actor As(Id<Person> person) => Actor.System with { Id = person };

    // Two tries at the same moment meet on PostgreSQL in the version; the second one counts again.
    private async Task<Outcome<Id<Person>>> Count(Id<Person> id, CancellationToken ct)
    {
        while (true)
        {
            var counted = await useCases.Run(new CountAttempt { PersonId = id }, As(id), ct);
            if (counted.Refusal != "kernel.record.changed_meanwhile") return counted;
        }
    }

    private async Task<Outcome<Colleague>> Wrong(Colleague? person, CancellationToken ct)
    {
        if (person is null) return Outcome<Colleague>.Refused("staff.sign_in.wrong");
        var now = clock.GetUtcNow();
        var after = await Person(person.Id, ct);
        return after.LockedMinutes(now) is > 0 and var minutes ? Outcome<Colleague>.Refused("staff.sign_in.locked", [minutes]) : Outcome<Colleague>.Refused("staff.sign_in.wrong");
    }
}
