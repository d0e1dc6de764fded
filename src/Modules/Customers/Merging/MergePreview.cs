using Guanxi.Customers.Merging;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Two customers side by side before they become one: which facts differ and which a merge would keep, and how much of each kind would move.</summary>
[Needs(CustomersRights.Merge)]
public sealed record MergePreview : IQuestion<MergeView>, IConcerns<Customer>
{
    /// <summary>The one that stays.</summary>
    public Id<Customer> CustomerId { get; init; }

    /// <summary>The one that goes into it.</summary>
    public Id<Customer> OtherId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, MergeSides sides, MergeWords words, IdNumbers idNumbers, TimeProvider clock, Texts texts) : IHandler<MergePreview, MergeView>
    {
        public async Task<MergeView> Handle(MergePreview request, Actor actor, CancellationToken ct)
        {
            var other = await sides.Other(request.CustomerId, request.OtherId, actor, ct);
            var survivor = await db.Set<Customer>().AsNoTracking().FirstAsync(c => c.Id == request.CustomerId, ct);
            var changes = (await db.Set<FieldChange>().AsNoTracking().Where(c => c.SubjectId == survivor.Id.Value || c.SubjectId == other.Id.Value)
                .GroupBy(c => new { c.SubjectId, c.Field }).Select(g => new { g.Key, At = g.Max(c => c.ChangedAt) }).ToListAsync(ct)).ToDictionary(c => (c.Key.SubjectId, c.Key.Field), c => c.At);
            var facts = new List<MergeChoice>();
            foreach (var fact in MergeFact.Of(survivor.Kind).Where(f => (f.Read(survivor) is { Length: > 0 } || f.Read(other) is { Length: > 0 }) && (f.Name != nameof(Customer.OwnerId) || actor.May(CustomersRights.Assign))))
            {
                var (mine, theirs) = (fact.Read(survivor), fact.Read(other));
                // The same number is sealed differently each time.
                var differs = fact.Name == nameof(Customer.IdNumberSealed) ? !idNumbers.AreSame(mine, theirs) : mine != theirs;
                facts.Add(new()
                {
                    Field = fact.Name, Label = texts[CustomerFields.KeyOf(fact.Name)], Mine = await words.Say(fact.Name, survivor, actor, ct), Theirs = await words.Say(fact.Name, other, actor, ct), Differs = differs,
                    // What is known before what isn't, then what was last looked into.
                    TakeTheirs = !string.IsNullOrEmpty(theirs) && (string.IsNullOrEmpty(mine) || (differs && Changed(other, fact.Name) > Changed(survivor, fact.Name))),
                });
            }
            return new()
            {
                Stays = await Side(survivor, ct), Goes = await Side(other, ct), Facts = facts,
                Moves = await Moves(survivor.Id, other.Id, (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow()), ct),
            };

            DateTimeOffset Changed(Customer of, string field) => changes.TryGetValue((of.Id.Value, field), out var at) ? at : of.CreatedAt;
        }

        private async Task<MergeSide> Side(Customer customer, CancellationToken ct) => new()
        {
            Id = customer.Id, Version = customer.Version, Code = customer.Code, Name = customer.Name, Kind = customer.Kind, CreatedAt = customer.CreatedAt,
            Tags = await db.Set<CustomerTag>().Where(t => t.CustomerId == customer.Id).OrderBy(t => t.Tag).Select(t => t.Tag).ToListAsync(ct),
        };

        private async Task<IReadOnlyList<MergeMove>> Moves(Id<Customer> survivor, Id<Customer> other, DateOnly today, CancellationToken ct)
        {
            var links = CustomerLinks.Of(db);
            var roots = links.Tables.Where(t => t.Parent is null).ToList();
            List<(string Key, string Count, string Aside)> asked =
            [
                .. roots.Select(t => (t.TextKey, $"SELECT COUNT(*) FROM {t.Name} r WHERE r.{t.Customer} = {other}", t.InTheWay(other, survivor, today) is { } taken ? $"SELECT COUNT(*) FROM {t.Name} r WHERE r.{t.Customer} = {other} AND ({taken})" : "0")),
                .. links.Pointers.Select(p => (p.TextKey, $"SELECT COUNT(*) FROM {p.Table} r WHERE r.{p.Column} = {other}{p.Beside(other, survivor)}", "0")),
            ];
            await db.Database.OpenConnectionAsync(ct);
            try
            {
                await using var command = db.Command($"SELECT {string.Join(", ", asked.Select(a => $"({a.Count}), ({a.Aside})"))}");
                await using var reader = await command.ExecuteReaderAsync(ct);
                await reader.ReadAsync(ct);
                return [.. asked.Select((a, i) => new MergeMove { Label = texts[a.Key], Kind = a.Key, Count = reader.GetInt64(2 * i), Aside = Convert.ToInt64(reader.GetValue(2 * i + 1), System.Globalization.CultureInfo.InvariantCulture) })
                    .Where(m => m.Count > 0).OrderByDescending(m => m.Count).ThenBy(m => m.Kind, StringComparer.Ordinal)];
            }
            finally
            {
                await db.Database.CloseConnectionAsync();
            }
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/customers/{customerId}/merge/{otherId}", (Id<Customer> customerId, Id<Customer> otherId, Asker asker, CancellationToken ct) =>
            asker.Answer(new MergePreview { CustomerId = customerId, OtherId = otherId }, ct)).Produces<MergeView>().WithSummary("Two customers side by side before they become one");
}

/// <summary>Two customers side by side.</summary>
public sealed record MergeView
{
    public required MergeSide Stays { get; init; }
    public required MergeSide Goes { get; init; }

    /// <summary>Facts of which at least one of the two is known. The owner is among them only for those who may assign customers.</summary>
    public required IReadOnlyList<MergeChoice> Facts { get; init; }

    /// <summary>What would move, by kind.</summary>
    public required IReadOnlyList<MergeMove> Moves { get; init; }
}

/// <summary>One of the two.</summary>
public sealed record MergeSide
{
    public required Id<Customer> Id { get; init; }
    public required int Version { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required CustomerKind Kind { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
}

/// <summary>A fact of both, as the reader may see it.</summary>
public sealed record MergeChoice
{
    /// <summary>For <c>take</c>.</summary>
    public required string Field { get; init; }
    public required string Label { get; init; }
    public string? Mine { get; init; }
    public string? Theirs { get; init; }

    /// <summary>Whether there is anything to choose. Two that look alike under their masks may differ.</summary>
    public required bool Differs { get; init; }

    /// <summary>Advice: the other's is the only one known, or the one changed last.</summary>
    public required bool TakeTheirs { get; init; }
}

/// <summary>Rows of one kind that would move.</summary>
public sealed record MergeMove
{
    public required string Kind { get; init; }
    public required string Label { get; init; }
    public required long Count { get; init; }

    /// <summary>Of these, how many are put aside, because the one that stays has its own. Undoing the merge brings them back.</summary>
    public required long Aside { get; init; }
}
