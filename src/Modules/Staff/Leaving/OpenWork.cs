using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Staff.Leaving;

/// <summary>What open work lies with somebody, by kind: before they leave it is handed over.</summary>
[Needs(StaffRights.Read)]
public sealed record OpenWork : IQuestion<IReadOnlyList<WorkInHand>>, IConcerns<Person>
{
    public Id<Person> PersonId { get; init; }
    Id<Person> IConcerns<Person>.Subject => PersonId;

    internal sealed class Handler(IEnumerable<IHandOver> kinds, Texts texts) : IHandler<OpenWork, IReadOnlyList<WorkInHand>>
    {
        public async Task<IReadOnlyList<WorkInHand>> Handle(OpenWork request, Actor actor, CancellationToken ct)
        {
            var work = new List<WorkInHand>();
            foreach (var kind in kinds) work.Add(new(kind.Kind, texts[kind.Text], await kind.Count(request.PersonId, ct)));
            return work;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/people/{personId}/work", (Id<Person> personId, Asker asker, CancellationToken ct) => asker.Answer(new OpenWork { PersonId = personId }, ct))
            .Produces<IReadOnlyList<WorkInHand>>().WithSummary("What open work lies with somebody");
}
