using System.Collections.Immutable;

namespace Guanxi.Contact.Consent;

/// <summary>Whether a customer may be contacted for one purpose by one way.</summary>
/// <param name="Channel">Null for <see cref="ConsentPurpose.Profiling"/>.</param>
/// <param name="Said">The customer's newest word; null where none was ever said.</param>
/// <param name="Allowed">By that word, or by the firm's setting where there is none.</param>
internal sealed record Permission(ConsentPurpose Purpose, ConsentChannel? Channel, bool? Said, DateTimeOffset? SaidAt, bool Allowed);

/// <summary>What a customer allows, reckoned from all their words. A word for every way outdoes earlier ones for single ways, and the other way round: the newest that fits holds.</summary>
internal sealed class Permissions
{
    public static ImmutableArray<ConsentPurpose> ContactPurposes { get; } = [ConsentPurpose.Offers, ConsentPurpose.Greetings, ConsentPurpose.Surveys];
    public static ImmutableArray<ConsentChannel> Channels { get; } = [.. Enum.GetValues<ConsentChannel>()];

    private readonly Dictionary<(ConsentPurpose, ConsentChannel?), Permission> each = [];

    private Permissions() { }

    /// <param name="said">In any order.</param>
    public static Permissions Of(IEnumerable<ConsentEntry> said, ConsentSettings settings)
    {
        var permissions = new Permissions();
        var newest = said.OrderByDescending(e => e.SaidAt).ThenByDescending(e => e.Id).ToList();
        foreach (var (purpose, channel) in Cells())
        {
            var word = newest.Find(e => e.Purpose == purpose && (e.Channel == null || e.Channel == channel));
            permissions.each[(purpose, channel)] = new(purpose, channel, word?.Given, word?.SaidAt, word?.Given ?? !settings.NeedsWord(purpose));
        }
        return permissions;
    }

    public IEnumerable<Permission> All => each.Values;

    public Permission this[ConsentPurpose purpose, ConsentChannel? channel] => each[(purpose, channel)];

    /// <summary>Whether at least one way is open, or named one is.</summary>
    public bool May(ConsentPurpose purpose, ConsentChannel? channel = null) =>
        purpose == ConsentPurpose.Profiling ? each[(purpose, null)].Allowed : channel is null ? Channels.Any(c => each[(purpose, c)].Allowed) : each[(purpose, channel)].Allowed;

    /// <summary>The customer said no to every contact that isn't part of the service itself.</summary>
    public bool DoNotContact => Contacts.All(p => p.Said == false);

    /// <summary>The customer said no to some of it.</summary>
    public bool HasLimits => each.Values.Any(p => p.Said == false);

    private IEnumerable<Permission> Contacts => each.Values.Where(p => p.Channel is not null);

    /// <summary>What is to be noted, so that this word holds: nothing where it holds already.</summary>
    /// <param name="purpose">Null for every contact; profiling is another matter.</param>
    public IEnumerable<ConsentWord> Change(ConsentPurpose? purpose, ConsentChannel? channel, bool given)
    {
        foreach (var one in purpose is { } named ? [named] : ContactPurposes)
        {
            var way = one == ConsentPurpose.Profiling ? null : channel;
            var touched = each.Values.Where(p => p.Purpose == one && (way is null || p.Channel == way));
            if (touched.Any(p => p.Said != given)) yield return new(one, way, given);
        }
    }

    private static IEnumerable<(ConsentPurpose, ConsentChannel?)> Cells() =>
        [.. ContactPurposes.SelectMany(p => Channels.Select(c => (p, (ConsentChannel?)c))), (ConsentPurpose.Profiling, null)];
}
