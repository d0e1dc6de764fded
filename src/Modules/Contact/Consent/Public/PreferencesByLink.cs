using System.ComponentModel.DataAnnotations;
using Guanxi.Contact.Privacy;
using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Consent.Public;

/// <summary>What somebody sees by their private link: what they allow, which ways of reaching them the firm knows, and what they asked. Nothing of what the firm thinks of them.</summary>
[NeedsNoRight("The link's secret proves whose it is.")]
internal sealed record PreferencesByLink : IQuestion<PreferencesSeen>
{
    [StringLength(100)] public string? Secret { get; init; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<PreferencesByLink, PreferencesSeen>
    {
        public async Task<PreferencesSeen> Handle(PreferencesByLink request, Actor actor, CancellationToken ct)
        {
            var link = await db.PreferenceLinkOf(request.Secret, clock.GetUtcNow(), ct);
            var firm = (await db.Setting<FirmSettings>(ct)).Name;
            var asked = await db.Set<PrivacyRequest>().AsNoTracking().Where(r => link.CustomerId != null ? r.CustomerId == link.CustomerId : r.Id == link.RequestId)
                .OrderByDescending(r => r.ReceivedAt).Select(r => new PrivacySeen { Wish = r.Wish, Words = r.Words, ReceivedAt = r.ReceivedAt, DueOn = r.DueOn, State = r.State, Answer = r.Answer }).ToListAsync(ct);
            if (link.CustomerId is not { } id) return new() { Firm = firm, Asked = asked };
            var customer = Refuse.Missing(await db.Set<Customer>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct), "contact.link.not_found");
            return new()
            {
                Firm = firm, Asked = asked, Name = customer.Name, Permissions = [.. (await db.PermissionsOf(id, ct)).All],
                // A message with the link may be read by others: what is shown is enough to recognise, too little to use.
                Phone = Mask.Phone(customer.Phone), Email = Mask.Email(customer.Email), WeChat = Mask.Text(customer.WeChat), Address = Mask.Text(customer.Address), KnownSince = customer.CreatedAt,
            };
        }
    }
}

/// <summary>What is shown by a private link.</summary>
internal sealed record PreferencesSeen
{
    public required string Firm { get; init; }

    /// <summary>Null where the link only follows a request.</summary>
    public string? Name { get; init; }
    public IReadOnlyList<Permission> Permissions { get; init; } = [];
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? WeChat { get; init; }
    public string? Address { get; init; }
    public DateTimeOffset? KnownSince { get; init; }
    public required IReadOnlyList<PrivacySeen> Asked { get; init; }

    public bool IsAllowed(ConsentPurpose purpose, ConsentChannel? channel) => Permissions.Single(p => p.Purpose == purpose && p.Channel == channel).Allowed;
}

/// <summary>A request about data as the asker sees it.</summary>
internal sealed record PrivacySeen
{
    public required PrivacyWish Wish { get; init; }
    public required string Words { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateOnly DueOn { get; init; }
    public required PrivacyState State { get; init; }
    public string? Answer { get; init; }
}
