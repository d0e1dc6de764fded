namespace Guanxi.Http;

/// <summary>Knows which records live on under another id: the merged-away customer under the survivor's. Asked only where something was not found, so that old links and bookmarks still lead somewhere.</summary>
public interface IFormerIds
{
    /// <returns>For those of the ids that are former ones of records within the actor's reach: the id now.</returns>
    Task<IReadOnlyDictionary<long, long>> Now(IReadOnlyCollection<long> ids, Actor actor, CancellationToken ct);
}
