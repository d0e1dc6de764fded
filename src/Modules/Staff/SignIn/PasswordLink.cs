using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.SignIn;

/// <summary>Makes a link with which a person chooses a password, once, within seven days. Earlier links of theirs no longer open. Hand it over yourself; it is shown only now.</summary>
[Needs(StaffRights.Edit)]
public sealed record MakePasswordLink : IUseCase<PasswordLink>, IConcerns<Person>
{
    public Id<Person> PersonId { get; set; }
    Id<Person> IConcerns<Person>.Subject => PersonId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<MakePasswordLink, PasswordLink>
    {
        public async Task<PasswordLink> Handle(MakePasswordLink request, Actor actor, CancellationToken ct)
        {
            var person = await db.By(actor, request.PersonId, ct);
            Refuse.If(!person.Active, "staff.person.left");
            db.RemoveRange(await db.Set<OneTimeLink>().Where(l => l.PersonId == person.Id).ToListAsync(ct));
            var token = SecretToken.New();
            var link = OneTimeLink.Of(LinkKind.Password, token, person.Id, clock.GetUtcNow());
            db.Add(link);
            return new() { Path = $"/choose-password?token={token}", ExpiresAt = link.ExpiresAt };
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/people/{personId}/password-link", (Id<Person> personId, Asker asker, CancellationToken ct) => asker.Answer(new MakePasswordLink { PersonId = personId }, ct)).Produces<PasswordLink>().WithMetadata(KeepsNoAnswer.Instance);
}

/// <summary>Where a password can be chosen.</summary>
public sealed record PasswordLink
{
    /// <summary>From the root of this server.</summary>
    public required string Path { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Chooses a password by a one-time link.</summary>
[NeedsNoRight("The link's secret proves who it is.")]
internal sealed record ChoosePassword : IUseCase<Id<Person>>
{
    public string? Token { get; set; }
    [Required, StringLength(128)] public string Password { get; set; } = "";
    [Compare(nameof(Password))] public string? Again { get; set; }

    internal sealed class Handler(GuanxiDb db, Passwords passwords, Actors actors, TimeProvider clock) : IHandler<ChoosePassword, Id<Person>>
    {
        public async Task<Id<Person>> Handle(ChoosePassword request, Actor actor, CancellationToken ct)
        {
            var link = await OneTimeLink.Find(db, LinkKind.Password, request.Token, clock.GetUtcNow(), ct);
            var person = await db.Set<Colleague>().FirstAsync(p => p.Id == link.PersonId, ct);
            Refuse.If(!person.Active, "staff.link.used_up");
            passwords.Set(person, request.Password, nameof(Password));
            db.Remove(link);
            await db.NoDemoSignIn(person, ct);
            db.Afterwards(() => actors.Forget(person.Id));
            return person.Id;
        }
    }
}

/// <summary>Whose password a link is for, to greet them by name.</summary>
[NeedsNoRight("The link's secret proves who it is.")]
internal sealed record PasswordLinkOwner : IQuestion<string>
{
    public string? Token { get; init; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<PasswordLinkOwner, string>
    {
        public async Task<string> Handle(PasswordLinkOwner request, Actor actor, CancellationToken ct)
        {
            var link = await OneTimeLink.Find(db, LinkKind.Password, request.Token, clock.GetUtcNow(), ct);
            return await db.Set<Colleague>().Where(p => p.Id == link.PersonId).Select(p => p.Name).FirstAsync(ct);
        }
    }
}
