using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Staff.Roles;

/// <summary>Every right that a role or key can have.</summary>
[NeedsNoRight("What can be done here is no secret.")]
public sealed record AllRights : IQuestion<IReadOnlyList<RightView>>
{
    internal sealed class Handler(IEnumerable<Module> modules, Texts texts) : IHandler<AllRights, IReadOnlyList<RightView>>
    {
        public Task<IReadOnlyList<RightView>> Handle(AllRights request, Actor actor, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<RightView>>([.. Rights.Of(modules).Select(r => new RightView { Right = r, Name = texts.OfRight(r), Mine = actor.May(r) })]);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/rights", (Asker asker, CancellationToken ct) => asker.Answer(new AllRights(), ct)).Produces<IReadOnlyList<RightView>>();
}

/// <summary>A right in words.</summary>
public sealed record RightView
{
    public required string Right { get; init; }

    /// <summary>What it allows, in the reader's language.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the asker has it, and so may give it.</summary>
    public required bool Mine { get; init; }
}

internal static class Rights
{
    public static IReadOnlyList<string> Of(IEnumerable<Module> modules) => [.. modules.SelectMany(m => m.AllRights).Distinct().Order(StringComparer.Ordinal)];
}
