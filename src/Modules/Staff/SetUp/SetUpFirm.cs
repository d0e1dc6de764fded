using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff.People;
using Guanxi.Staff.Roles;
using Guanxi.Staff.SignIn;
using Guanxi.Staff.Units;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.SetUp;

/// <summary>Sets the firm up, once: its name, currency and time zone, and its owner's sign-in.</summary>
[NeedsNoRight("Nobody is there yet; the link's secret proves that it is the administrator.")]
internal sealed record SetUpFirm : IUseCase<Id<Person>>
{
    public string? Token { get; set; }
    [Required, StringLength(120)] public string FirmName { get; set; } = "";

    /// <summary>ISO 4217; empty takes the currency of the first file.</summary>
    [StringLength(3)] public string? BaseCurrency { get; set; }
    [Required, StringLength(60)] public string TimeZone { get; set; } = "Asia/Shanghai";
    [Required, StringLength(120)] public string OwnerName { get; set; } = "";
    [Required, StringLength(120)] public string UserName { get; set; } = "";
    [Required, StringLength(128)] public string Password { get; set; } = "";
    [Compare(nameof(Password))] public string? Again { get; set; }

    internal sealed class Handler(GuanxiDb db, Passwords passwords, TimeProvider clock) : IHandler<SetUpFirm, Id<Person>>
    {
        public async Task<Id<Person>> Handle(SetUpFirm request, Actor actor, CancellationToken ct)
        {
            var link = await OneTimeLink.Find(db, LinkKind.SetUp, request.Token, clock.GetUtcNow(), ct);
            Refuse.If(await db.Set<Colleague>().AnyAsync(ct), "staff.link.used_up");
            Refuse.Field(nameof(BaseCurrency), !string.IsNullOrEmpty(request.BaseCurrency) && !Currencies.Known(request.BaseCurrency), "staff.firm.currency_unknown");
            Refuse.Field(nameof(TimeZone), !TimeZoneInfo.TryFindSystemTimeZoneById(request.TimeZone, out _), "staff.person.time_zone_unknown");
            await db.Change(await db.Setting<FirmSettings>(ct) with { Name = request.FirmName.Trim(), BaseCurrency = request.BaseCurrency ?? "", TimeZone = request.TimeZone }, ct);
            var firm = await db.Set<OrgUnit>().FirstAsync(u => u.ParentId == null, ct);
            firm.Rename(request.FirmName);
            var owner = Colleague.Hire(request.OwnerName, request.UserName, (await db.Set<Role>().FirstAsync(r => r.Name == "owner", ct)).Id, firm.Id);
            owner.Prefer(null, request.TimeZone);
            passwords.Set(owner, request.Password, nameof(Password));
            db.Add(owner);
            db.Remove(link);
            return owner.Id;
        }
    }
}

/// <summary>Makes the link with which an empty firm is set up, while nobody is there. Earlier ones no longer open.</summary>
[Needs(StaffRights.Edit)]
internal sealed record MakeSetUpLink : IUseCase<string>
{
    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<MakeSetUpLink, string>
    {
        public async Task<string> Handle(MakeSetUpLink request, Actor actor, CancellationToken ct)
        {
            Refuse.If(await db.Set<Colleague>().AnyAsync(ct), "staff.link.used_up");
            db.RemoveRange(await db.Set<OneTimeLink>().Where(l => l.Kind == LinkKind.SetUp).ToListAsync(ct));
            var token = SecretToken.New();
            db.Add(OneTimeLink.Of(LinkKind.SetUp, token, null, clock.GetUtcNow()));
            return $"/set-up?token={token}";
        }
    }
}

/// <summary>Whether this link still sets the firm up.</summary>
[NeedsNoRight("Nobody is there yet.")]
internal sealed record SetUpOpen : IQuestion<bool>
{
    public string? Token { get; init; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<SetUpOpen, bool>
    {
        public async Task<bool> Handle(SetUpOpen request, Actor actor, CancellationToken ct)
        {
            _ = await OneTimeLink.Find(db, LinkKind.SetUp, request.Token, clock.GetUtcNow(), ct);
            return true;
        }
    }
}

/// <summary>Whether anybody can sign in yet.</summary>
[NeedsNoRight("The sign-in page says where the set-up link is.")]
internal sealed record NobodyYet : IQuestion<bool>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<NobodyYet, bool>
    {
        public async Task<bool> Handle(NobodyYet request, Actor actor, CancellationToken ct) => !await db.Set<Colleague>().AnyAsync(ct);
    }
}
