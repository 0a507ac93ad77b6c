using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ApiGen.Runtime.Json;

/// <summary>
/// The member names of one type: encoded once for writing, and found quickly when reading. A document whose members come in
/// the order of the table costs one comparison a member; others go through a hash table that is built when first needed.
/// </summary>
public sealed class JsonNameTable
{
    // A level that looks ahead reads what is nested in it once more, so the number of these levels bounds how often anything is read.
    private const int DeepestLook = 16;

    private readonly JsonEncodedText[] _encoded;
    private readonly byte[][] _names;
    private int[]? _buckets;

    /// <summary>Makes the table.</summary>
    /// <param name="names">The names on the wire. Names that differ by case only may stand side by side.</param>
    public JsonNameTable(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        _encoded = new JsonEncodedText[names.Length];
        _names = new byte[names.Length][];
        for (int i = 0; i < names.Length; i++)
        {
            _encoded[i] = JsonEncodedText.Encode(names[i], JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
            _names[i] = Encoding.UTF8.GetBytes(names[i]);
        }
    }

    /// <summary>The name at an index, encoded for a writer.</summary>
    public JsonEncodedText this[int index] => _encoded[index];

    /// <summary>Finds the name that the reader stands on and moves on to the first token of its value.</summary>
    /// <param name="reader">Stands on a property name.</param>
    /// <param name="members">How far the reading of the object has come; kept up to date.</param>
    /// <returns>
    /// The index: of the name that matches exactly, else of the first that matches without regard to case unless the object holds that one exactly
    /// too, else -1. In objects nested very deep one that comes later is not known of; it is read when it comes, in place of the other.
    /// </returns>
    public int IndexOf(ref Utf8JsonReader reader, ref JsonMembers members)
    {
        int index = members.Next;
        if ((uint)index >= (uint)_names.Length || reader.ValueIsEscaped || !reader.ValueSpan.SequenceEqual(_names[index]))
        {
            index = Find(ref reader, out bool isExact);
            if (index >= 0 && !isExact && !TryTakeCaseless(ref reader, ref members, index))
            {
                reader.Read();
                return -1;
            }
        }

        if (index >= 0)
        {
            members.AddExact(index);
            members.Next = index + 1;
        }

        reader.Read();
        return index;
    }

    // The rest of the object is searched once, however many names differ by case.
    private bool TryTakeCaseless(ref Utf8JsonReader reader, ref JsonMembers members, int index)
    {
        if (!members.HasLookedAhead && reader.CurrentDepth <= DeepestLook)
        {
            members.HasLookedAhead = true;
            LookAhead(reader, ref members);
        }

        if (members.HoldsExact(index))
        {
            return false;
        }

        members.IsErrorNear |= _names[index].AsSpan().SequenceEqual("Error"u8);
        return true;
    }

    private void LookAhead(Utf8JsonReader ahead, ref JsonMembers members)
    {
        for (int i = 0; i < _names.Length; i++)
        {
            members.HoldsMore |= members.HoldsExact(i) && IsOfItsOwn(i);
        }

        try
        {
            do
            {
                int found = Find(ref ahead, out bool isExact);
                members.HoldsMore |= found >= 0 && IsOfItsOwn(found);
                if (found >= 0 && isExact)
                {
                    members.AddExact(found);
                }

                ahead.Read();
                ahead.Skip();
            }
            while (JsonRead.NextMember(ref ahead));
        }
        catch (JsonException)
        {
            // What is not JSON further on is for the one who comes to it: until there a code may be told.
        }
    }

    // Every response has the ID of the request, and may have a failure in place of the members of its type.
    private bool IsOfItsOwn(int index) => !_names[index].AsSpan().SequenceEqual("RequestId"u8) && !_names[index].AsSpan().SequenceEqual("Error"u8);

    private int Find(ref Utf8JsonReader reader, out bool isExact) => reader.ValueIsEscaped
        ? Find(Encoding.UTF8.GetBytes(JsonText.Unescape(reader.ValueSpan)), out isExact)
        : Find(reader.ValueSpan, out isExact);

    private int Find(ReadOnlySpan<byte> name, out bool isExact)
    {
        int[] buckets = _buckets ??= BuildBuckets();
        int mask = buckets.Length - 1;
        int caseless = -1;
        isExact = false;
        for (int slot = Hash(name) & mask; buckets[slot] != 0; slot = (slot + 1) & mask)
        {
            int index = buckets[slot] - 1;
            if (name.SequenceEqual(_names[index]))
            {
                isExact = true;
                return index;
            }

            if (caseless < 0 && name.Length == _names[index].Length && Ascii.EqualsIgnoreCase(name, _names[index]))
            {
                caseless = index;
            }
        }

        return caseless;
    }

    // Open addressing, at most half full; 0 marks a free slot.
    private int[] BuildBuckets()
    {
        int[] buckets = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(_names.Length * 2) + 1)];
        for (int i = 0; i < _names.Length; i++)
        {
            int slot = Hash(_names[i]) & (buckets.Length - 1);
            while (buckets[slot] != 0)
            {
                slot = (slot + 1) & (buckets.Length - 1);
            }

            buckets[slot] = i + 1;
        }

        return buckets;
    }

    // Letters that differ by case only hash alike, so that both kinds of match share one probe sequence.
    private static int Hash(ReadOnlySpan<byte> name)
    {
        uint hash = (uint)name.Length;
        foreach (byte b in name)
        {
            hash = (hash * 31) + (b | 0x20u);
        }

        return (int)(hash ^ (hash >> 15));
    }
}
