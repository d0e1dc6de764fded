using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Guanxi.Data;

/// <summary>How the model looks in the database, said once: snake_case names, <c>module_thing</c> tables, typed ids as 64-bit integers.</summary>
internal static class Conventions
{
    public static void Convert(ModelConfigurationBuilder model, IEnumerable<Assembly> assemblies)
    {
        foreach (var id in assemblies.SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(p => Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType)
            .Where(t => t is { IsGenericType: true, ContainsGenericParameters: false } && t.GetGenericTypeDefinition() == typeof(Id<>))
            .Concat(assemblies.SelectMany(a => a.GetTypes()).Select(EntityTag).OfType<Type>().Select(t => typeof(Id<>).MakeGenericType(t)))
            .Distinct())
            model.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id.GetGenericArguments()));
    }

    public static void Name(ModelBuilder model, IReadOnlyList<Module> modules)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            var module = modules.FirstOrDefault(m => m.Assembly == entity.ClrType.Assembly)?.Name ?? "kernel";
            if (entity.FindAnnotation(RelationalAnnotationNames.TableName) is null && !entity.IsOwned()) entity.SetTableName($"{module}_{Snake(entity.ClrType.Name)}");
            NameColumns(entity, "");
            foreach (var key in entity.GetKeys()) key.SetName($"pk_{entity.GetTableName()}");
            foreach (var key in entity.GetForeignKeys()) key.SetConstraintName($"fk_{entity.GetTableName()}_{string.Join('_', key.Properties.Select(p => Snake(p.Name)))}");
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName($"ix_{entity.GetTableName()}_{string.Join('_', index.Properties.Select(p => Snake(p.Name)))}");
            if (entity.FindProperty(nameof(Entity<object>.Version)) is { } version) version.IsConcurrencyToken = true;
            if (entity.FindPrimaryKey() is { } primary)
                foreach (var property in primary.Properties) property.ValueGenerated = ValueGenerated.Never;
        }
    }

    private static void NameColumns(IMutableTypeBase type, string prefix)
    {
        foreach (var property in type.GetProperties())
            if (property.FindAnnotation(RelationalAnnotationNames.ColumnName) is null) property.SetColumnName(prefix + Snake(property.Name));
        foreach (var complex in type.GetComplexProperties()) NameColumns(complex.ComplexType, $"{prefix}{Snake(complex.Name)}_");
    }

    public static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])))) snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }
        return snake.ToString();
    }

    private static Type? EntityTag(Type type)
    {
        for (var t = type.BaseType; t is not null; t = t.BaseType)
            if (t.IsGenericType && t.GetGenericTypeDefinition() == typeof(Entity<>) && !t.ContainsGenericParameters) return t.GetGenericArguments()[0];
        return null;
    }
}

internal sealed class IdConverter<T>() : ValueConverter<Id<T>, long>(id => id.Value, value => new Id<T>(value));
