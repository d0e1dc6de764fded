using System.ComponentModel.DataAnnotations;
using Guanxi.Data;

namespace Guanxi.Contact.Consent.Public;

/// <summary>Takes what a customer allows from now on, by their private link. Only what changes is noted.</summary>
[NeedsNoRight("The link's secret proves whose it is.")]
internal sealed record ChangePreferences : IUseCase<int>
{
    [StringLength(100)] public string? Secret { get; set; }

    /// <summary>What is allowed, each as <c>Offers.Sms</c> or <c>Profiling</c>; all else is not.</summary>
    [MaxLength(50)] public IReadOnlyList<string> Allowed { get; set; } = [];

    /// <summary>No to everything, whatever is ticked.</summary>
    public bool StopAll { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<ChangePreferences, int>
    {
        public async Task<int> Handle(ChangePreferences request, Actor actor, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var customer = (await db.PreferenceLinkOf(request.Secret, now, ct)).Whose();
            var permissions = await db.PermissionsOf(customer, ct);
            var words = request.StopAll ? Stop(permissions) : Ticked(permissions, request.Allowed.ToHashSet(StringComparer.Ordinal));
            var noted = 0;
            foreach (var word in words)
            {
                db.Add(ConsentEntry.ByLink(customer, word, now));
                noted++;
            }
            return noted;
        }

        private static IEnumerable<ConsentWord> Stop(Permissions permissions) =>
            permissions.Change(null, null, given: false).Concat(permissions.Change(ConsentPurpose.Profiling, null, given: false));

        // What was allowed without a word and stays ticked is left as it was: nobody said anything about it.
        private static IEnumerable<ConsentWord> Ticked(Permissions permissions, HashSet<string> ticked) =>
            permissions.All.Where(p => p.Allowed != ticked.Contains(NameOf(p.Purpose, p.Channel))).Select(p => new ConsentWord(p.Purpose, p.Channel, !p.Allowed));
    }

    /// <summary>How a form names one of them.</summary>
    internal static string NameOf(ConsentPurpose purpose, ConsentChannel? channel) => channel is null ? purpose.ToString() : $"{purpose}.{channel}";
}
