using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Guanxi.Data;

/// <summary>Writes new entities past the change tracker, in the transaction of the turn under way: stamped, and what they raise is told, as the door's save does it.</summary>
/// <remarks>An entity keeps its rules where a hand-written list of columns would repeat them. The change tracker and a command for every row cost several times what the database itself does.</remarks>
public static class NewRows
{
    private static readonly ConditionalWeakTable<IEntityType, Shape> Shapes = [];

    /// <param name="entities">Those referred to must be there: parents before their children. Sorted by key they are written fastest.</param>
    public static async Task AddMany<T>(this IDatabase database, GuanxiDb db, IReadOnlyCollection<T> entities, CancellationToken ct) where T : class
    {
        if (entities.Count == 0) return;
        var shape = Shapes.GetValue(db.Model.FindEntityType(typeof(T))!, type => new(type));
        var stamp = Moments.Next();
        foreach (var entity in entities.OfType<IEntity>())
        {
            entity.Stamp(stamp, raiseVersion: false);
            foreach (var happened in entity.TakeRaised()) db.Tell(happened);
        }
        await database.Write(db, shape.Target, entities.Select(shape.Row), ct);
    }

    /// <summary>Every column of a table, and how its value is read from an entity: as EF Core would write it.</summary>
    private sealed class Shape
    {
        private readonly Func<object, object?>[] columns;

        public Shape(IEntityType type)
        {
            var properties = type.GetFlattenedProperties().ToList();
            Target = new(type.GetTableName()!, [.. properties.Select(property => property.GetColumnName())]);
            columns = [.. properties.Select(Reading)];
        }

        public BulkTarget Target { get; }

        public object?[] Row(object entity) => Array.ConvertAll(columns, column => column(entity));

        private static Func<object, object?> Reading(IProperty property)
        {
            var (getter, converter) = (property.GetGetter(), property.GetTypeMapping().Converter);
            return converter is null ? getter.GetClrValueUsingContainingEntity
                : entity => getter.GetClrValueUsingContainingEntity(entity) is { } value ? converter.ConvertToProvider(value) : null;
        }
    }
}
